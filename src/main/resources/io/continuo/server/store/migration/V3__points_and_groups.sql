-- App-consistent points, and consistency groups.

alter table policy add column app_point_seconds bigint default 0 not null;

create table app_scripts (
    machine_id      varchar(40)   primary key references machine (id) on delete cascade,
    pre_script      varchar(4096) not null,
    post_script     varchar(4096) not null,
    timeout_seconds bigint        not null
);

create table consistency_group (
    id       varchar(40)  primary key,
    name     varchar(200) not null,
    name_key varchar(200) not null unique,
    version  bigint       not null
);

create table group_member (
    machine_id varchar(40) primary key references machine (id) on delete cascade,
    group_id   varchar(40) not null references consistency_group (id) on delete cascade
);
