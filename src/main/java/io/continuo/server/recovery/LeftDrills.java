package io.continuo.server.recovery;

import io.continuo.api.event.Severity;
import io.continuo.api.machine.RoleState;
import io.continuo.server.domain.Drill;
import io.continuo.server.domain.Machine;
import io.continuo.server.events.EventLog;
import io.continuo.server.events.EventText;
import io.continuo.server.inventory.Machines;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Ends drills that were left running (DOMAIN.md: health). */
public final class LeftDrills {
    private static final Duration LEFT = Duration.ofDays(14);

    private final Machines machines;
    private final Drills drills;
    private final Recovery recovery;
    private final EventLog events;
    private final Clock clock;

    public LeftDrills(
            Machines machines, Drills drills, Recovery recovery, EventLog events, Clock clock) {
        this.machines = machines;
        this.drills = drills;
        this.recovery = recovery;
        this.events = events;
        this.clock = clock;
    }

    public void end() {
        machines.all().stream()
                .filter(machine -> machine.roleState() == RoleState.TEST_RUNNING)
                .filter(this::left)
                .forEach(this::end);
    }

    private boolean left(Machine machine) {
        Optional<Drill> drill = drills.running(machine.id());
        return drill.isPresent() && drill.get().startedAt().plus(LEFT).isBefore(clock.instant());
    }

    private void end(Machine machine) {
        recovery.cleanUp(machine.id(), "It was left running for " + LEFT.toDays() + " days.");
        events.raise(
                new EventText(
                        Severity.WARNING,
                        "TEST_FAILOVER_ENDED",
                        "The test failover of " + machine.name() + " is being ended.",
                        "It was left running for " + LEFT.toDays() + " days.",
                        "Start another one if you still need it.",
                        Map.of("machine", machine.name())),
                Optional.of(machine));
    }
}
