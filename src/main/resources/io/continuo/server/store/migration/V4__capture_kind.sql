-- How a disk's user reaches it (CaptureKind).
alter table disk add column capture varchar(20) default 'NBD' not null;
