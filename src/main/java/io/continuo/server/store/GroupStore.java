package io.continuo.server.store;

import io.continuo.server.domain.Group;

import org.jdbi.v3.core.Handle;

import java.util.List;
import java.util.Locale;

/** Consistency groups. */
public final class GroupStore {
    private final Database database;

    public GroupStore(Database database) {
        this.database = database;
    }

    public List<Group> all() {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery("select * from consistency_group order by name_key")
                                .map((row, context) ->
                                        new Group(
                                                row.getString("id"),
                                                row.getString("name"),
                                                row.getLong("version"),
                                                members(handle, row.getString("id"))))
                                .list());
    }

    private static List<String> members(Handle handle, String groupId) {
        return handle.createQuery(
                        "select machine_id from group_member where group_id = :id order by"
                                + " machine_id")
                .bind("id", groupId)
                .mapTo(String.class)
                .list();
    }

    /** Inserts a group, or makes the stored one like it. */
    public void save(Group group) {
        database.jdbi()
                .useTransaction(handle -> {
                    int changed =
                            write(
                                    handle,
                                    "update consistency_group set name = :name, name_key = :key,"
                                            + " version = :version where id = :id",
                                    group);
                    if (changed == 0) {
                        write(
                                handle,
                                "insert into consistency_group (id, name, name_key, version) values"
                                        + " (:id, :name, :key, :version)",
                                group);
                    }
                    handle.execute("delete from group_member where group_id = ?", group.id());
                    for (String machineId : group.machineIds()) {
                        handle.execute(
                                "insert into group_member (machine_id, group_id) values (?, ?)",
                                machineId,
                                group.id());
                    }
                });
    }

    private static int write(Handle handle, String sql, Group group) {
        return handle.createUpdate(sql)
                .bind("id", group.id())
                .bind("name", group.name())
                .bind("key", group.name().toLowerCase(Locale.ROOT))
                .bind("version", group.version())
                .execute();
    }

    public void delete(String id) {
        database.jdbi()
                .useHandle(
                        handle -> handle.execute("delete from consistency_group where id = ?", id));
    }
}
