package io.continuo.server.store;

import com.fasterxml.jackson.core.type.TypeReference;

import io.continuo.api.machine.CaptureKind;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.Hardware;
import io.continuo.api.machine.RoleState;
import io.continuo.api.machine.Scenario;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.MachineDisk;
import io.continuo.server.domain.Phase;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Protected machines and their disks. */
public final class MachineStore {
    private static final String INSERT =
            "insert into machine (id, name, name_key, scenario, policy_id, direction, data_state,"
                    + " data_cause, role_state, phase, stream_id, agent_id, process_server_id,"
                    + " master_target_id, wrapped_key, replica_wanted, capture_wanted,"
                    + " protected_since, layout, disks_ever, seeded, hardware) values (:id, :name, :key, :scenario, :policy, :direction,"
                    + " :dataState, :cause, :roleState, :phase, :stream, :agent, :processServer,"
                    + " :masterTarget, :wrappedKey, :replica, :capture, :since, :layout, :disksEver,"
                    + " :seeded, :hardware)";
    private static final String UPDATE =
            "update machine set name = :name, name_key = :key, scenario = :scenario, policy_id ="
                    + " :policy, direction = :direction, data_state = :dataState, data_cause ="
                    + " :cause, role_state = :roleState, phase = :phase, stream_id = :stream,"
                    + " agent_id = :agent, process_server_id = :processServer, master_target_id ="
                    + " :masterTarget, wrapped_key = :wrappedKey, replica_wanted = :replica,"
                    + " capture_wanted = :capture, protected_since = :since, layout ="
                    + " :layout, disks_ever = :disksEver, seeded = :seeded, hardware = :hardware where id = :id";
    private static final TypeReference<Hardware> HARDWARE = new TypeReference<>() {};
    private static final int CAUSE_LIMIT = 1000;

    private final Database database;

    public MachineStore(Database database) {
        this.database = database;
    }

    public List<Machine> all() {
        return database.jdbi()
                .withHandle(handle -> {
                    Map<String, List<MachineDisk>> disks = disks(handle);
                    return handle.createQuery("select * from machine")
                            .map((row, context) -> machine(row, disks))
                            .list();
                });
    }

    public void insert(List<Machine> machines) {
        database.jdbi()
                .useTransaction(handle -> {
                    try (PreparedBatch batch = handle.prepareBatch(INSERT)) {
                        machines.forEach(machine -> bind(batch, machine).add());
                        batch.execute();
                    }
                    writeDisks(handle, machines);
                });
    }

    public void update(Machine machine, boolean disksChanged) {
        database.jdbi()
                .useTransaction(handle -> {
                    bind(handle.createUpdate(UPDATE), machine).execute();
                    if (disksChanged) {
                        handle.execute("delete from disk where machine_id = ?", machine.id());
                        writeDisks(handle, List.of(machine));
                    }
                });
    }

    public void delete(String id) {
        database.jdbi().useHandle(handle -> handle.execute("delete from machine where id = ?", id));
    }

    private static Map<String, List<MachineDisk>> disks(Handle handle) {
        record Row(String machineId, MachineDisk disk) {}
        return handle
                .createQuery("select * from disk order by machine_id, idx")
                .map((row, context) ->
                        new Row(
                                row.getString("machine_id"),
                                new MachineDisk(
                                        row.getInt("idx"),
                                        row.getString("path"),
                                        row.getLong("size_bytes"),
                                        row.getString("nbd_uri"),
                                        CaptureKind.valueOf(row.getString("capture")))))
                .list()
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Row::machineId,
                                Collectors.mapping(Row::disk, Collectors.toList())));
    }

    private static void writeDisks(Handle handle, List<Machine> machines) {
        try (PreparedBatch batch =
                handle.prepareBatch(
                        "insert into disk (machine_id, idx, path, size_bytes, nbd_uri, capture)"
                                + " values (:machine, :index, :path, :size, :uri, :capture)")) {
            for (Machine machine : machines) {
                for (MachineDisk disk : machine.disks()) {
                    batch.bind("machine", machine.id())
                            .bind("index", disk.index())
                            .bind("path", disk.path())
                            .bind("size", disk.sizeBytes())
                            .bind("uri", disk.nbdUri())
                            .bind("capture", disk.capture().name())
                            .add();
                }
            }
            batch.execute();
        }
    }

    private <S extends SqlStatement<S>> S bind(S statement, Machine machine) {
        return statement
                .bind("id", machine.id())
                .bind("name", machine.name())
                .bind("key", Machine.key(machine.name()))
                .bind("scenario", machine.scenario().name())
                .bind("policy", machine.policyId())
                .bind("direction", machine.direction().name())
                .bind("dataState", machine.dataState().name())
                .bind("cause", cut(machine.dataCause()))
                .bind("roleState", machine.roleState().name())
                .bind("phase", machine.phase().name())
                .bind("stream", machine.streamId())
                .bind("agent", machine.servers().agent())
                .bind("processServer", machine.servers().processServer())
                .bind("masterTarget", machine.servers().masterTarget())
                .bind("wrappedKey", machine.wrappedKey())
                .bind("replica", machine.replicaWanted())
                .bind("capture", machine.captureWanted())
                .bind("since", Database.at(machine.protectedSince()))
                .bind("layout", machine.layout())
                .bind("disksEver", machine.disksEver())
                .bind("seeded", machine.seeded())
                .bind("hardware", machine.hardware().map(database::json).orElse(null));
    }

    private static String cut(String cause) {
        return cause.length() <= CAUSE_LIMIT ? cause : cause.substring(0, CAUSE_LIMIT);
    }

    private Machine machine(ResultSet row, Map<String, List<MachineDisk>> disks)
            throws SQLException {
        String id = row.getString("id");
        return new Machine(
                id,
                row.getString("name"),
                Scenario.valueOf(row.getString("scenario")),
                row.getString("policy_id"),
                Direction.valueOf(row.getString("direction")),
                DataState.valueOf(row.getString("data_state")),
                row.getString("data_cause"),
                RoleState.valueOf(row.getString("role_state")),
                Phase.valueOf(row.getString("phase")),
                row.getString("stream_id"),
                new Machine.Servers(
                        row.getString("agent_id"),
                        row.getString("process_server_id"),
                        row.getString("master_target_id")),
                row.getString("wrapped_key"),
                row.getBoolean("replica_wanted"),
                row.getBoolean("capture_wanted"),
                disks.getOrDefault(id, List.of()),
                Database.instant(row.getTimestamp("protected_since")),
                row.getInt("layout"),
                row.getInt("disks_ever"),
                row.getBoolean("seeded"),
                Optional.ofNullable(row.getString("hardware"))
                        .map(text -> database.read(text, HARDWARE)));
    }
}
