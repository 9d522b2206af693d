package io.continuo.server.inventory;

import io.continuo.api.component.Order;
import io.continuo.api.event.Severity;
import io.continuo.server.domain.Machine;
import io.continuo.server.events.EventLog;
import io.continuo.server.events.EventText;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Agents that come back and still capture a machine that was failed over meanwhile (invariant 6: it
 * is refused, never merged by guess). The machine is kept off its disks there, and people are told
 * once.
 */
final class OldPrimaries {
    /** One that is being told to stop by a commit may still say so for a moment. */
    private static final Duration STOPPING = Duration.ofSeconds(40);

    private final Components components;
    private final OrderDesk orders;
    private final EventLog events;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    OldPrimaries(Components components, OrderDesk orders, EventLog events) {
        this.components = components;
        this.orders = orders;
        this.events = events;
    }

    /** A component says that it captures what it is not to. */
    void seen(String componentId, Machine machine, Instant now) {
        boolean committed =
                switch (machine.roleState()) {
                    case COMMITTED, REPROTECTING, MIGRATED -> true;
                    case PROTECTED, TEST_STARTING, TEST_RUNNING, TEST_CLEANING ->
                            machine.captureWanted();
                    case FAILING_OVER, COMMIT_PENDING, FAILING_BACK -> false;
                };
        if (!committed) {
            return;
        }
        String key = componentId + "/" + machine.id() + "/" + machine.streamId();
        Instant first = seen.putIfAbsent(key, now);
        if (first == null) {
            orders.post(componentId, new Order.HoldCapture(machine.id(), true));
            return;
        }
        if (first.plus(STOPPING).isAfter(now) || !told.add(key)) {
            return;
        }
        String name = components.name(componentId);
        events.raise(
                new EventText(
                        Severity.WARNING,
                        "OLD_PRIMARY_RETURNED",
                        name + " still captures " + machine.name() + ", which was failed over.",
                        "It did not hear of the failover in time. The machine is kept off its disks"
                                + " there now; what it wrote there since is in no recovery point.",
                        "Copy what you need from its disks there, then reprotect the machine: only"
                                + " what differs is sent, and what was written there is"
                                + " overwritten.",
                        Map.of("machine", machine.name(), "component", name)),
                Optional.of(machine));
    }
}
