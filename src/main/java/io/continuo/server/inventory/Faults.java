package io.continuo.server.inventory;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.Order;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.lab.FaultRequest;
import io.continuo.server.domain.Component;
import io.continuo.server.domain.Ids;
import io.continuo.server.domain.Refusals;

import java.time.Duration;

/** Faults injected into a sample site. */
public final class Faults {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final double LONGEST_SECONDS = 3600;

    private final boolean lab;
    private final Components components;
    private final OrderDesk orders;

    public Faults(boolean lab, Components components, OrderDesk orders) {
        this.lab = lab;
        this.components = components;
        this.orders = orders;
    }

    /** Returns once every agent behaves as if its line were cut. */
    public void inject(FaultRequest fault) {
        if (!lab) {
            throw Problem.of(
                            ErrorCode.ACTION_NOT_ALLOWED,
                            "No fault was injected.",
                            "This server protects real machines; only a lab takes faults.",
                            "Start a lab: continuo lab.")
                    .toException();
        }
        double seconds = fault.linkCutSeconds();
        if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) {
            throw Refusals.badRequest(
                            "The line cannot be cut for " + seconds + " s.",
                            "A cut lasts more than nothing and at most an hour.",
                            "Give 1 to 3600 seconds.")
                    .toException();
        }
        for (Component agent : components.present(ComponentRole.AGENT)) {
            orders.give(
                    agent.id(),
                    Ids.next("fault"),
                    new Order.CutLink(seconds),
                    LIMIT,
                    OrderDesk.Watcher.NONE);
        }
    }
}
