package io.continuo.server.store;

import com.fasterxml.jackson.core.type.TypeReference;

import io.continuo.api.component.Throttle;

import java.util.HashMap;
import java.util.Map;

/** Throttles of process servers, by component. */
public final class ThrottleStore {
    private static final TypeReference<Throttle> THROTTLE = new TypeReference<>() {};

    private final Database database;

    public ThrottleStore(Database database) {
        this.database = database;
    }

    public Map<String, Throttle> all() {
        Map<String, Throttle> all = new HashMap<>();
        database.jdbi()
                .useHandle(handle ->
                        handle.createQuery("select component_id, throttle_json from throttle")
                                .map((row, context) ->
                                        all.put(
                                                row.getString("component_id"),
                                                database.read(
                                                        row.getString("throttle_json"), THROTTLE)))
                                .list());
        return all;
    }

    public void save(String componentId, Throttle throttle) {
        database.jdbi()
                .useTransaction(handle -> {
                    handle.execute("delete from throttle where component_id = ?", componentId);
                    handle.execute(
                            "insert into throttle (component_id, throttle_json) values (?, ?)",
                            componentId,
                            database.json(throttle));
                });
    }
}
