-- What a machine is started with at the other place, as JSON; null where nobody said.
alter table machine add column hardware varchar(65536);
-- How a drill's machine booted, as JSON, and what its people noted when they cleaned it up.
alter table drill add column boot varchar(65536);
alter table drill add column notes varchar(4096) default '' not null;
