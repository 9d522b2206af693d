package io.continuo.server.store;

import com.fasterxml.jackson.core.type.TypeReference;

import io.continuo.api.plan.PlanDefinition;
import io.continuo.server.domain.PlanVersion;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Recovery plans, every version of them. */
public final class PlanStore {
    private static final TypeReference<PlanDefinition> DEFINITION = new TypeReference<>() {};

    private final Database database;

    public PlanStore(Database database) {
        this.database = database;
    }

    /** The newest version of every plan. */
    public List<PlanVersion> newest() {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery(
                                        "select * from plan_version v where version = (select"
                                                + " max(version) from plan_version w where"
                                                + " w.plan_id = v.plan_id)")
                                .map((row, context) -> version(row))
                                .list());
    }

    /** Newest first. */
    public List<PlanVersion> versions(String planId) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery(
                                        "select * from plan_version where plan_id = :id order by"
                                                + " version desc")
                                .bind("id", planId)
                                .map((row, context) -> version(row))
                                .list());
    }

    public Optional<PlanVersion> find(String planId, int version) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery(
                                        "select * from plan_version where plan_id = :id and"
                                                + " version = :version")
                                .bind("id", planId)
                                .bind("version", version)
                                .map((row, context) -> version(row))
                                .findOne());
    }

    /** Adds a version, and the plan with its first one. */
    public void add(PlanVersion version) {
        database.jdbi()
                .useTransaction(handle -> {
                    if (version.version() == 1) {
                        handle.execute(
                                "insert into recovery_plan (id, name_key) values (?, ?)",
                                version.planId(),
                                version.name().toLowerCase(Locale.ROOT));
                    }
                    insert(handle, version);
                });
    }

    private void insert(Handle handle, PlanVersion version) {
        handle.createUpdate(
                        "insert into plan_version (plan_id, version, text, definition, saved_at,"
                                + " person, verified_at) values (:id, :version, :text,"
                                + " :definition, :saved, :person, :verified)")
                .bind("id", version.planId())
                .bind("version", version.version())
                .bind("text", version.text())
                .bind("definition", database.json(version.definition()))
                .bind("saved", Database.at(version.savedAt()))
                .bind("person", version.user())
                .bind("verified", version.verifiedAt().map(Database::at).orElse(null))
                .execute();
    }

    public void verified(PlanVersion version) {
        database.jdbi()
                .useHandle(handle ->
                        handle.createUpdate(
                                        "update plan_version set verified_at = :verified where"
                                                + " plan_id = :id and version = :version")
                                .bind(
                                        "verified",
                                        version.verifiedAt().map(Database::at).orElse(null))
                                .bind("id", version.planId())
                                .bind("version", version.version())
                                .execute());
    }

    public void delete(String planId) {
        database.jdbi()
                .useHandle(handle -> {
                    handle.execute("delete from plan_version where plan_id = ?", planId);
                    handle.execute("delete from recovery_plan where id = ?", planId);
                });
    }

    private PlanVersion version(ResultSet row) throws SQLException {
        return new PlanVersion(
                row.getString("plan_id"),
                row.getInt("version"),
                row.getString("text"),
                database.read(row.getString("definition"), DEFINITION),
                Database.instant(row.getTimestamp("saved_at")),
                row.getString("person"),
                Optional.ofNullable(row.getTimestamp("verified_at")).map(Timestamp::toInstant));
    }
}
