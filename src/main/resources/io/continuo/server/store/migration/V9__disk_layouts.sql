-- Disks may be added to a protected machine, taken away from it, and grow.

alter table machine add column layout integer default 1 not null;
alter table machine add column disks_ever integer default 0 not null;
-- Whether the replica began as a copy of images at the master target.
alter table machine add column seeded boolean default false not null;
update machine set disks_ever = (select count(*) from disk where disk.machine_id = machine.id);
