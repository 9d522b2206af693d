package io.continuo.server.store;

import com.fasterxml.jackson.core.type.TypeReference;

import io.continuo.api.component.Order;
import io.continuo.api.component.OrderEnvelope;

import java.util.List;

/** Orders kept for components that were away when something of theirs had to be undone. */
public final class LeftoverStore {
    private static final TypeReference<Order> ORDER = new TypeReference<>() {};

    private final Database database;

    public LeftoverStore(Database database) {
        this.database = database;
    }

    public void keep(String componentId, OrderEnvelope order) {
        database.jdbi()
                .useHandle(handle ->
                        handle.execute(
                                "insert into leftover (id, component_id, order_json)"
                                        + " values (?, ?, ?) on conflict do nothing",
                                order.orderId(),
                                componentId,
                                database.json(order.order())));
    }

    public List<OrderEnvelope> of(String componentId) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery(
                                        "select id, order_json from leftover where"
                                                + " component_id = :component order by id")
                                .bind("component", componentId)
                                .map((row, context) ->
                                        new OrderEnvelope(
                                                row.getString("id"),
                                                database.read(row.getString("order_json"), ORDER)))
                                .list());
    }

    public void done(String orderId) {
        database.jdbi()
                .useHandle(handle -> handle.execute("delete from leftover where id = ?", orderId));
    }
}
