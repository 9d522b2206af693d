package io.continuo.server.store;

import io.continuo.server.domain.ComponentCertificate;

import org.jdbi.v3.core.statement.StatementContext;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Certificates given to components, until they expire. */
public final class CertificateStore {
    private final Database database;

    public CertificateStore(Database database) {
        this.database = database;
    }

    public List<ComponentCertificate> all() {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery("select * from certificate order by issued_at")
                                .map(CertificateStore::certificate)
                                .list());
    }

    public void insert(ComponentCertificate certificate) {
        database.jdbi()
                .useHandle(handle ->
                        handle.execute(
                                "insert into certificate (serial, component_id, issued_at,"
                                        + " expires_at) values (?, ?, ?, ?)",
                                certificate.serial(),
                                certificate.componentId(),
                                Database.at(certificate.issuedAt()),
                                Database.at(certificate.expiresAt())));
    }

    public void revoke(String componentId, Instant at) {
        database.jdbi()
                .useHandle(handle ->
                        handle.execute(
                                "update certificate set revoked_at = ? where component_id = ? and"
                                        + " revoked_at is null",
                                Database.at(at),
                                componentId));
    }

    public void deleteExpired(Instant before) {
        database.jdbi()
                .useHandle(handle ->
                        handle.execute(
                                "delete from certificate where expires_at < ?",
                                Database.at(before)));
    }

    private static ComponentCertificate certificate(ResultSet row, StatementContext context)
            throws SQLException {
        return new ComponentCertificate(
                row.getString("serial"),
                row.getString("component_id"),
                Database.instant(row.getTimestamp("issued_at")),
                Database.instant(row.getTimestamp("expires_at")),
                Optional.ofNullable(row.getTimestamp("revoked_at")).map(Database::instant));
    }
}
