package io.continuo.console.machines;

import io.continuo.api.machine.MachineView;
import io.continuo.console.state.ConsoleState;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a machine's numbers are old: its agent or target went silent although the server answers.
 * While the server itself is silent the shell greys everything, and no machine is blamed.
 */
final class Freshness {
    private static final Duration OLD = Duration.ofSeconds(15);

    private final ConsoleState state;

    Freshness(ConsoleState state) {
        this.state = state;
    }

    boolean isOld(MachineView machine) {
        return !state.connection().get().stale() && machine.observedAt().isBefore(now().minus(OLD));
    }

    /** By the server's clock. */
    Instant now() {
        return state.serverNow();
    }
}
