-- Failovers, from their start until they are cancelled or the machine is protected again; the newest
-- committed one says where the machine came from.
create table failover (
    id         varchar(40) primary key,
    machine_id varchar(40) not null references machine (id) on delete cascade,
    started_at timestamp with time zone not null,
    ended_at   timestamp with time zone,
    body       text        not null
);
create index failover_by_machine on failover (machine_id, started_at);
