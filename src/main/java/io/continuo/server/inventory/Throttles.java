package io.continuo.server.inventory;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.Order;
import io.continuo.api.component.Throttle;
import io.continuo.api.component.WorkHours;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.server.domain.Component;
import io.continuo.server.domain.Refusals;
import io.continuo.server.store.ThrottleStore;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How much each process server may forward. */
public final class Throttles {
    /** Less would never let a frame pass in sensible time. */
    static final long LEAST_BYTES_PER_SECOND = 64 << 10;

    private final ThrottleStore store;
    private final Components components;
    private final OrderDesk orders;
    private final Map<String, Throttle> byComponent;

    public Throttles(ThrottleStore store, Components components, OrderDesk orders) {
        this.store = store;
        this.components = components;
        this.orders = orders;
        this.byComponent = new ConcurrentHashMap<>(store.all());
    }

    public Throttle of(String componentId) {
        return byComponent.getOrDefault(componentId, Throttle.NONE);
    }

    /** Of a process server by id or name. */
    public Throttle get(String idOrName) {
        return of(processServer(idOrName).id());
    }

    /** In force at once; a process server that is away reads it when it is back. */
    public Throttle set(String idOrName, Throttle throttle) {
        Component component = processServer(idOrName);
        check(throttle.bytesPerSecond());
        throttle.workHours().ifPresent(Throttles::check);
        store.save(component.id(), throttle);
        byComponent.put(component.id(), throttle);
        orders.post(component.id(), new Order.SetThrottle(throttle));
        return throttle;
    }

    private Component processServer(String idOrName) {
        Component component =
                components.all().stream()
                        .filter(each ->
                                each.id().equals(idOrName)
                                        || each.name().equalsIgnoreCase(idOrName))
                        .findFirst()
                        .orElseThrow(() -> unknown(idOrName).toException());
        if (!component.roles().contains(ComponentRole.PROCESS_SERVER)) {
            throw Problem.of(
                            ErrorCode.ACTION_NOT_ALLOWED,
                            component.name() + " cannot be throttled.",
                            "It is no process server, and only those forward changes.",
                            "Name a process server: continuo components.",
                            component.name())
                    .toException();
        }
        return component;
    }

    private static Problem unknown(String name) {
        return Problem.of(
                ErrorCode.COMPONENT_UNKNOWN,
                "There is no component " + name + ".",
                "None of that id or name has enrolled with this server.",
                "See which there are: continuo components.",
                name);
    }

    private static void check(WorkHours hours) {
        check(hours.bytesPerSecond());
        if (hours.days().isEmpty()) {
            throw Refusals.badRequest(
                            "The work hours have no day.",
                            "A calendar without days would never apply.",
                            "Give at least one day, for instance mon-fri.")
                    .toException();
        }
    }

    private static void check(long bytesPerSecond) {
        if (bytesPerSecond < 0 || (bytesPerSecond > 0 && bytesPerSecond < LEAST_BYTES_PER_SECOND)) {
            throw Refusals.badRequest(
                            "The limit is too low.",
                            "Under "
                                    + (LEAST_BYTES_PER_SECOND >> 10)
                                    + " KiB/s hardly anything"
                                    + " would ever arrive.",
                            "Give at least " + (LEAST_BYTES_PER_SECOND >> 10) + " KiB/s, or none.")
                    .toException();
        }
    }
}
