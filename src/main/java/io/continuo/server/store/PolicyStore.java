package io.continuo.server.store;

import io.continuo.server.domain.Policy;

import org.jdbi.v3.core.statement.StatementContext;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Policies. */
public final class PolicyStore {
    private final Database database;

    public PolicyStore(Database database) {
        this.database = database;
    }

    public List<Policy> all() {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery("select * from policy order by name_key")
                                .map(PolicyStore::policy)
                                .list());
    }

    public void insert(Policy policy) {
        write(
                "insert into policy (id, name, name_key, rpo_limit_seconds, retention_seconds,"
                        + " crash_point_seconds, app_point_seconds, resync_window, is_default)"
                        + " values (:id, :name, :key, :rpo, :retention, :crash, :app, :resync,"
                        + " :standard)",
                policy);
    }

    public void update(Policy policy) {
        write(
                "update policy set name = :name, name_key = :key, rpo_limit_seconds = :rpo,"
                        + " retention_seconds = :retention, crash_point_seconds = :crash,"
                        + " app_point_seconds = :app, resync_window = :resync,"
                        + " is_default = :standard where id = :id",
                policy);
    }

    public void delete(String id) {
        database.jdbi().useHandle(handle -> handle.execute("delete from policy where id = ?", id));
    }

    private void write(String sql, Policy policy) {
        database.jdbi()
                .useHandle(handle ->
                        handle.createUpdate(sql)
                                .bind("id", policy.id())
                                .bind("name", policy.name())
                                .bind("key", policy.name().toLowerCase(Locale.ROOT))
                                .bind("rpo", policy.rpoLimitSeconds())
                                .bind("retention", policy.retentionSeconds())
                                .bind("crash", policy.crashPointSeconds())
                                .bind("app", policy.appPointSeconds())
                                .bind("resync", policy.resyncWindow())
                                .bind("standard", policy.isDefault())
                                .execute());
    }

    private static Policy policy(ResultSet row, StatementContext context) throws SQLException {
        return new Policy(
                row.getString("id"),
                row.getString("name"),
                row.getLong("rpo_limit_seconds"),
                row.getLong("retention_seconds"),
                row.getLong("crash_point_seconds"),
                row.getLong("app_point_seconds"),
                row.getString("resync_window"),
                row.getBoolean("is_default"));
    }
}
