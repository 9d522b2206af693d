package io.continuo.server.failover;

import io.continuo.api.event.Severity;
import io.continuo.server.domain.Failover;
import io.continuo.server.domain.Machine;
import io.continuo.server.events.EventText;

import java.util.Map;
import java.util.Optional;

/**
 * Sides that were away when their machine was failed over, and are back: refused, with the way out
 * named (invariant 6).
 */
public final class Returns {
    private final FailoverTools tools;

    public Returns(FailoverTools tools) {
        this.tools = tools;
    }

    /** A component has enrolled, and is told with that what it is not to serve any more. */
    public void back(String componentId) {
        for (Machine machine : tools.machines().all()) {
            tools.failovers()
                    .open(machine.id())
                    .filter(failover -> failover.left().agent().equals(componentId))
                    .filter(failover -> !failover.heldNow())
                    .filter(failover -> failover.held() || !failover.pending())
                    .ifPresent(failover -> returned(machine, failover));
        }
    }

    private void returned(Machine machine, Failover failover) {
        String name = tools.components().name(failover.left().agent());
        tools.failovers().change(machine.id(), now -> now.withHeld(now.held(), true));
        boolean pending = failover.pending();
        tools.events()
                .raise(
                        new EventText(
                                Severity.WARNING,
                                "OLD_PRIMARY_RETURNED",
                                name + " is back, and " + machine.name() + " was failed over.",
                                "It did not hear of the failover in time. The machine is kept off"
                                        + " its disks there; what it wrote there since is in no"
                                        + " recovery point.",
                                pending
                                        ? "Cancel the failover to go on there, or commit it and"
                                                + " reprotect the machine."
                                        : "Copy what you need from its disks there, then reprotect"
                                                + " the machine: only what differs is sent, and"
                                                + " what was written there is overwritten.",
                                Map.of("machine", machine.name(), "component", name)),
                        Optional.of(machine));
    }
}
