-- How much process servers may forward.
create table throttle (
    component_id  varchar(40) primary key,
    throttle_json text        not null
);
