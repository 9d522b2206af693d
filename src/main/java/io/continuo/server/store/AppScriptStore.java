package io.continuo.server.store;

import io.continuo.api.machine.AppScripts;

import java.util.HashMap;
import java.util.Map;

/** The scripts of machines for app-consistent points. */
public final class AppScriptStore {
    private final Database database;

    public AppScriptStore(Database database) {
        this.database = database;
    }

    /** By machine id. */
    public Map<String, AppScripts> all() {
        Map<String, AppScripts> found = new HashMap<>();
        database.jdbi()
                .useHandle(handle ->
                        handle.createQuery("select * from app_scripts")
                                .map((row, context) ->
                                        Map.entry(
                                                row.getString("machine_id"),
                                                new AppScripts(
                                                        row.getString("pre_script"),
                                                        row.getString("post_script"),
                                                        row.getLong("timeout_seconds"),
                                                        row.getString("guest_agent"))))
                                .forEach(one -> found.put(one.getKey(), one.getValue())));
        return found;
    }

    public void save(String machineId, AppScripts scripts) {
        database.jdbi()
                .useTransaction(handle -> {
                    handle.execute("delete from app_scripts where machine_id = ?", machineId);
                    handle.execute(
                            "insert into app_scripts (machine_id, pre_script, post_script,"
                                    + " timeout_seconds, guest_agent) values (?, ?, ?, ?, ?)",
                            machineId,
                            scripts.preScript(),
                            scripts.postScript(),
                            scripts.timeoutSeconds(),
                            scripts.guestAgent());
                });
    }

    public void delete(String machineId) {
        database.jdbi()
                .useHandle(handle ->
                        handle.execute("delete from app_scripts where machine_id = ?", machineId));
    }
}
