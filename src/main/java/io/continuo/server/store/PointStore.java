package io.continuo.server.store;

import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.server.domain.PointSummary;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Recovery points, as the master targets told of them. */
public final class PointStore {
    private static final String COLUMNS = "id, at, kind, label, multi_vm";

    private final Database database;

    public PointStore(Database database) {
        this.database = database;
    }

    /** Newest first. */
    public List<PointView> newest(String machineId, int limit) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery(
                                        "select "
                                                + COLUMNS
                                                + " from point where machine_id = :machine"
                                                + " order by at desc, id desc limit :limit")
                                .bind("machine", machineId)
                                .bind("limit", limit)
                                .map(PointStore::point)
                                .list());
    }

    /** Newest first, those older than {@code before}. */
    public List<PointView> before(String machineId, PointView before, int limit) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery(
                                        "select "
                                                + COLUMNS
                                                + " from point where machine_id = :machine"
                                                + " and (at < :at or (at = :at and id <"
                                                + " :id)) order by at desc, id desc limit"
                                                + " :limit")
                                .bind("machine", machineId)
                                .bind("at", Database.at(before.time()))
                                .bind("id", before.id())
                                .bind("limit", limit)
                                .map(PointStore::point)
                                .list());
    }

    public Optional<PointView> find(String machineId, String point) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery(
                                        "select "
                                                + COLUMNS
                                                + " from point where machine_id = :machine"
                                                + " and id = :id")
                                .bind("machine", machineId)
                                .bind("id", point)
                                .map(PointStore::point)
                                .findOne());
    }

    public void change(String machineId, List<PointView> added, Collection<String> removed) {
        if (!added.isEmpty() || !removed.isEmpty()) {
            database.jdbi().useTransaction(handle -> change(handle, machineId, added, removed));
        }
    }

    /** Makes the stored points exactly {@code points}. */
    public void replace(String machineId, List<PointView> points) {
        Map<String, PointView> wanted = new HashMap<>();
        points.forEach(point -> wanted.put(point.id(), point));
        database.jdbi()
                .useTransaction(handle -> {
                    List<String> held =
                            handle.createQuery(
                                            "select id from point where machine_id =" + " :machine")
                                    .bind("machine", machineId)
                                    .mapTo(String.class)
                                    .list();
                    List<String> gone =
                            held.stream().filter(id -> !wanted.containsKey(id)).toList();
                    held.forEach(wanted::remove);
                    change(handle, machineId, List.copyOf(wanted.values()), gone);
                });
    }

    public PointSummary summary(String machineId) {
        return summaries(" where machine_id = :machine", machineId)
                .getOrDefault(machineId, PointSummary.NONE);
    }

    /** Of every machine that has points. */
    public Map<String, PointSummary> summaries() {
        return summaries("", "");
    }

    private Map<String, PointSummary> summaries(String where, String machineId) {
        return database.jdbi()
                .withHandle(handle -> {
                    Map<String, PointSummary> found = new HashMap<>();
                    var query =
                            handle.createQuery(
                                    "select machine_id, count(*) as n, min(at) as oldest,"
                                            + " max(at) as newest from point"
                                            + where
                                            + " group by machine_id");
                    if (!where.isEmpty()) {
                        query.bind("machine", machineId);
                    }
                    query.map(PointStore::counted)
                            .list()
                            .forEach(row -> found.put(row.machineId(), row.ends(handle)));
                    return found;
                });
    }

    private static void change(
            Handle handle, String machineId, List<PointView> added, Collection<String> removed) {
        if (!removed.isEmpty()) {
            try (PreparedBatch batch =
                    handle.prepareBatch(
                            "delete from point where machine_id = :machine and id = :id")) {
                removed.forEach(id -> batch.bind("machine", machineId).bind("id", id).add());
                batch.execute();
            }
        }
        if (!added.isEmpty()) {
            try (PreparedBatch batch =
                    handle.prepareBatch(
                            "insert into point (machine_id, id, at, kind, label, multi_vm) values"
                                    + " (:machine, :id, :at, :kind, :label, :multiVm) on conflict"
                                    + " do nothing")) {
                for (PointView point : added) {
                    batch.bind("machine", machineId)
                            .bind("id", point.id())
                            .bind("at", Database.at(point.time()))
                            .bind("kind", point.kind().name())
                            .bind("label", point.label())
                            .bind("multiVm", point.multiVm())
                            .add();
                }
                batch.execute();
            }
        }
    }

    private static PointView point(ResultSet row, StatementContext context) throws SQLException {
        return new PointView(
                row.getString("id"),
                Database.instant(row.getTimestamp("at")),
                PointKind.valueOf(row.getString("kind")),
                row.getString("label"),
                row.getBoolean("multi_vm"));
    }

    private static Counted counted(ResultSet row, StatementContext context) throws SQLException {
        return new Counted(
                row.getString("machine_id"),
                row.getInt("n"),
                row.getObject("oldest", java.time.OffsetDateTime.class),
                row.getObject("newest", java.time.OffsetDateTime.class));
    }

    private record Counted(
            String machineId,
            int count,
            java.time.OffsetDateTime oldest,
            java.time.OffsetDateTime newest) {
        PointSummary ends(Handle handle) {
            return new PointSummary(
                    count,
                    at(handle, oldest, "id asc"),
                    at(handle, newest, "id desc"),
                    newestApp(handle));
        }

        private Optional<PointView> newestApp(Handle handle) {
            return handle.createQuery(
                            "select "
                                    + COLUMNS
                                    + " from point where machine_id = :machine and kind = 'APP'"
                                    + " order by at desc limit 1")
                    .bind("machine", machineId)
                    .map(PointStore::point)
                    .findOne();
        }

        private Optional<PointView> at(Handle handle, Object time, String order) {
            return handle.createQuery(
                            "select "
                                    + COLUMNS
                                    + " from point where machine_id = :machine and at = :at order"
                                    + " by "
                                    + order
                                    + " limit 1")
                    .bind("machine", machineId)
                    .bind("at", time)
                    .map(PointStore::point)
                    .findOne();
        }
    }
}
