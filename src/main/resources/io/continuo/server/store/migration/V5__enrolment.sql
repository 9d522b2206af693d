-- Components in processes of their own: passphrases to enrol with, and the certificates they got.

-- Of a passphrase only its SHA-256 is kept: it has 100 random bits, so nothing slower is needed.
create table passphrase (
    digest     varchar(64) primary key,
    expires_at timestamp with time zone not null,
    once       boolean not null,
    used_at    timestamp with time zone,
    used_by    varchar(200)
);

create table certificate (
    serial       varchar(40) primary key,
    component_id varchar(40) not null references component (id),
    issued_at    timestamp with time zone not null,
    expires_at   timestamp with time zone not null,
    revoked_at   timestamp with time zone
);
create index certificate_by_component on certificate (component_id);
