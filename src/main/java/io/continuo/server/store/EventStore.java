package io.continuo.server.store;

import com.fasterxml.jackson.core.type.TypeReference;

import io.continuo.api.event.EventView;
import io.continuo.api.event.Severity;

import org.jdbi.v3.core.statement.Query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events, in the order they were raised. */
public final class EventStore {
    private static final TypeReference<Map<String, String>> ARGS = new TypeReference<>() {};

    private static final int CODE_LIMIT = 80;
    private static final int TEXT_LIMIT = 4000;

    private final Database database;

    public EventStore(Database database) {
        this.database = database;
    }

    /** Returns the id given to it. */
    public long insert(EventView event) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createUpdate(
                                        "insert into event (at, severity, code,"
                                                + " machine_id, machine, message, cause,"
                                                + " correction, args) values (:at, :severity,"
                                                + " :code, :machineId, :machine, :message,"
                                                + " :cause, :correction, :args)")
                                .bind("at", Database.at(event.time()))
                                .bind("severity", event.severity().name())
                                .bind("code", cut(event.code(), CODE_LIMIT))
                                .bind("machineId", event.machineId().orElse(null))
                                .bind("machine", event.machine().orElse(null))
                                .bind("message", cut(event.message(), TEXT_LIMIT))
                                .bind("cause", cut(event.cause(), TEXT_LIMIT))
                                .bind("correction", cut(event.correction(), TEXT_LIMIT))
                                .bind("args", database.json(event.args()))
                                .executeAndReturnGeneratedKeys("id")
                                .mapTo(Long.class)
                                .one());
    }

    public long lastId() {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery("select coalesce(max(id), 0) from event")
                                .mapTo(Long.class)
                                .one());
    }

    /** Those after an id, oldest first. */
    public List<EventView> after(long id, int limit) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery(
                                        "select * from event where id > :id order by id"
                                                + " limit :limit")
                                .bind("id", id)
                                .bind("limit", limit)
                                .map((row, context) -> event(row))
                                .list());
    }

    /**
     * Newest first.
     *
     * @param before only those with a smaller id
     * @param machineId or the name of a machine that is gone
     */
    public List<EventView> newest(
            long before, Optional<String> machineId, Optional<Severity> severity, int limit) {
        String sql =
                "select * from event where id < :before"
                        + (machineId.isPresent()
                                ? " and (machine_id = :machine or machine = :machine)"
                                : "")
                        + (severity.isPresent() ? " and severity = :severity" : "")
                        + " order by id desc limit :limit";
        return database.jdbi()
                .withHandle(handle -> {
                    Query query =
                            handle.createQuery(sql).bind("before", before).bind("limit", limit);
                    machineId.ifPresent(id -> query.bind("machine", id));
                    severity.ifPresent(s -> query.bind("severity", s.name()));
                    return query.map((row, context) -> event(row)).list();
                });
    }

    /** Forgets events before a time, and the oldest ones beyond {@code keep}. */
    public int prune(Instant before, long keep) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.execute("delete from event where at < ?", Database.at(before))
                                + handle.execute(
                                        "delete from event where id <= (select max(id)"
                                                + " from event) - ?",
                                        keep));
    }

    private EventView event(ResultSet row) throws SQLException {
        return new EventView(
                row.getLong("id"),
                Database.instant(row.getTimestamp("at")),
                Severity.valueOf(row.getString("severity")),
                row.getString("code"),
                Optional.ofNullable(row.getString("machine_id")),
                Optional.ofNullable(row.getString("machine")),
                row.getString("message"),
                row.getString("cause"),
                row.getString("correction"),
                database.read(row.getString("args"), ARGS));
    }

    private static String cut(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit);
    }
}
