package io.continuo.server.store;

import io.continuo.api.component.ComponentRole;
import io.continuo.server.domain.Component;

import org.jdbi.v3.core.statement.StatementContext;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Components that ever enrolled. */
public final class ComponentStore {
    private final Database database;

    public ComponentStore(Database database) {
        this.database = database;
    }

    public List<Component> all() {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery("select * from component order by name")
                                .map(ComponentStore::component)
                                .list());
    }

    public void insert(Component component) {
        write(
                "insert into component (id, name, roles, site_id, data_address, version) values"
                        + " (:id, :name, :roles, :site, :address, :version)",
                component);
    }

    public void update(Component component) {
        write(
                "update component set name = :name, roles = :roles, site_id = :site, data_address ="
                        + " :address, version = :version where id = :id",
                component);
    }

    private void write(String sql, Component component) {
        database.jdbi()
                .useHandle(handle ->
                        handle.createUpdate(sql)
                                .bind("id", component.id())
                                .bind("name", component.name())
                                .bind(
                                        "roles",
                                        component.roles().stream()
                                                .map(ComponentRole::name)
                                                .collect(Collectors.joining(",")))
                                .bind("site", component.siteId())
                                .bind("address", component.dataAddress())
                                .bind("version", component.version())
                                .execute());
    }

    private static Component component(ResultSet row, StatementContext context)
            throws SQLException {
        return new Component(
                row.getString("id"),
                row.getString("name"),
                Arrays.stream(row.getString("roles").split(","))
                        .map(ComponentRole::valueOf)
                        .toList(),
                row.getString("site_id"),
                row.getString("data_address"),
                row.getString("version"));
    }
}
