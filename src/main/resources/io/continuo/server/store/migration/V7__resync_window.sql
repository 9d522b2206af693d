-- When a resync that may wait runs by itself, local time of the protected machine.

alter table policy add column resync_window varchar(40) default '18:30-06:00' not null;
