package io.continuo.server.store;

import io.continuo.server.domain.Passphrase;

import java.time.Instant;
import java.util.Optional;

/** Enrolment passphrases, as digests. */
public final class PassphraseStore {
    private final Database database;

    public PassphraseStore(Database database) {
        this.database = database;
    }

    public void insert(Passphrase passphrase) {
        database.jdbi()
                .useHandle(handle ->
                        handle.execute(
                                "insert into passphrase (digest, expires_at, once) values (?, ?,"
                                        + " ?)",
                                passphrase.digest(),
                                Database.at(passphrase.expiresAt()),
                                passphrase.once()));
    }

    public Optional<Passphrase> find(String digest) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery("select * from passphrase where digest = :digest")
                                .bind("digest", digest)
                                .map((row, context) ->
                                        new Passphrase(
                                                row.getString("digest"),
                                                Database.instant(row.getTimestamp("expires_at")),
                                                row.getBoolean("once"),
                                                Optional.ofNullable(row.getString("used_by"))))
                                .findOne());
    }

    /** Notes a use; false if it may be used once only and was. */
    public boolean use(String digest, String by, Instant now) {
        return database.jdbi()
                        .withHandle(handle ->
                                handle.execute(
                                        "update passphrase set used_at = ?, used_by = ? where"
                                                + " digest = ? and (used_at is null or not once)",
                                        Database.at(now),
                                        by,
                                        digest))
                == 1;
    }

    public void deleteExpired(Instant before) {
        database.jdbi()
                .useHandle(handle ->
                        handle.execute(
                                "delete from passphrase where expires_at < ?",
                                Database.at(before)));
    }
}
