package io.continuo.server.failover;

import io.continuo.api.component.MachineRunView;
import io.continuo.server.domain.Failover;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long it took a machine to start before. */
@FunctionalInterface
public interface RunTimes {
    /** Seconds from the command to the machine's start; empty where nothing was measured. */
    Optional<Double> expected(String machineId);

    /** From the command to the machine's first output. */
    static Optional<Double> seconds(Failover failover) {
        Optional<Instant> seen = failover.run().flatMap(MachineRunView::firstOutputAt);
        return seen.map(at -> Duration.between(failover.startedAt(), at).toMillis() / 1e3)
                .filter(seconds -> seconds >= 0);
    }
}
