package io.continuo.server.store;

import com.fasterxml.jackson.core.type.TypeReference;

import io.continuo.api.machine.BootView;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.ViewDisk;
import io.continuo.server.domain.Drill;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;

/** Test failovers, running and finished. */
public final class DrillStore {
    private static final TypeReference<PointView> POINT = new TypeReference<>() {};
    private static final TypeReference<List<ViewDisk>> DISKS = new TypeReference<>() {};
    private static final TypeReference<BootView> BOOT = new TypeReference<>() {};

    private final Database database;

    public DrillStore(Database database) {
        this.database = database;
    }

    public List<Drill> all() {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery("select * from drill order by started_at, id")
                                .map((row, context) -> drill(row))
                                .list());
    }

    public void save(Drill drill) {
        database.jdbi()
                .useTransaction(handle -> {
                    handle.execute("delete from drill where id = ?", drill.id());
                    handle.createUpdate(
                                    "insert into drill (id, machine_id, started_at,"
                                            + " ended_at, succeeded, point, disks, boot, notes) values"
                                            + " (:id, :machine, :started, :ended,"
                                            + " :succeeded, :point, :disks, :boot, :notes)")
                            .bind("id", drill.id())
                            .bind("machine", drill.machineId())
                            .bind("started", Database.at(drill.startedAt()))
                            .bind("ended", drill.endedAt().map(Database::at).orElse(null))
                            .bind("succeeded", drill.succeeded())
                            .bind("point", database.json(drill.point()))
                            .bind("disks", database.json(drill.disks()))
                            .bind("boot", drill.boot().map(database::json).orElse(null))
                            .bind("notes", drill.notes())
                            .execute();
                });
    }

    private Drill drill(ResultSet row) throws SQLException {
        return new Drill(
                row.getString("id"),
                row.getString("machine_id"),
                Database.instant(row.getTimestamp("started_at")),
                Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant),
                row.getBoolean("succeeded"),
                database.read(row.getString("point"), POINT),
                database.read(row.getString("disks"), DISKS),
                Optional.ofNullable(row.getString("boot")).map(text -> database.read(text, BOOT)),
                row.getString("notes"));
    }
}
