-- App-consistent points through the guest agent.
alter table app_scripts add column guest_agent varchar(4096) default '' not null;
