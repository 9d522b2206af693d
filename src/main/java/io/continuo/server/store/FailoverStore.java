package io.continuo.server.store;

import com.fasterxml.jackson.core.type.TypeReference;

import io.continuo.server.domain.Failover;

import java.util.List;

/** Failovers, under way and ended. */
public final class FailoverStore {
    private static final TypeReference<Failover> FAILOVER = new TypeReference<>() {};

    private final Database database;

    public FailoverStore(Database database) {
        this.database = database;
    }

    /** Oldest first. */
    public List<Failover> all() {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery("select body from failover order by started_at, id")
                                .map((row, context) ->
                                        database.read(row.getString("body"), FAILOVER))
                                .list());
    }

    public void save(Failover failover) {
        database.jdbi()
                .useTransaction(handle -> {
                    handle.execute("delete from failover where id = ?", failover.id());
                    handle.createUpdate(
                                    "insert into failover (id, machine_id, started_at, ended_at,"
                                            + " body) values (:id, :machine, :started, :ended,"
                                            + " :body)")
                            .bind("id", failover.id())
                            .bind("machine", failover.machineId())
                            .bind("started", Database.at(failover.startedAt()))
                            .bind("ended", failover.endedAt().map(Database::at).orElse(null))
                            .bind("body", database.json(failover))
                            .execute();
                });
    }
}
