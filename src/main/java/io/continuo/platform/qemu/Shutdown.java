package io.continuo.platform.qemu;

import io.continuo.api.component.Outcome;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Ends a machine: as its system would by itself, or by taking its power. */
final class Shutdown {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration AGENT = Duration.ofSeconds(1);

    /** A system that is still starting misses the button; it is pressed again. */
    private static final Duration PRESS = Duration.ofSeconds(5);

    private static final Duration QUIT = Duration.ofSeconds(3);
    private static final Duration KILL = Duration.ofSeconds(10);

    private final MachineRun run;

    Shutdown(MachineRun run) {
        this.run = run;
    }

    /**
     * @return one of the words of {@link Outcome.MachineStopped}, or nothing if it runs on
     */
    Optional<String> stop(Duration graceful, boolean force) throws InterruptedException {
        if (graceful.isPositive() && asked(graceful)) {
            return Optional.of(Outcome.MachineStopped.GRACEFUL);
        }
        if (!force) {
            return Optional.empty();
        }
        off();
        return Optional.of(Outcome.MachineStopped.FORCED);
    }

    private boolean asked(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean told = agentToldTo();
        while (System.nanoTime() < deadline) {
            if (!told) {
                tell("system_powerdown");
            }
            long left = deadline - System.nanoTime();
            if (gone(Duration.ofNanos(Math.max(0, Math.min(left, PRESS.toNanos()))))) {
                return true;
            }
        }
        return false;
    }

    private boolean agentToldTo() {
        try (GuestAgent agent =
                GuestAgent.connect(
                        run.directory().socket(RunDirectory.AGENT, run.process()), AGENT)) {
            agent.shutDown();
            return true;
        } catch (IOException e) {
            // None in it: the power button does the same.
            return false;
        }
    }

    /** Ends QEMU at once. */
    void off() throws InterruptedException {
        tell("quit");
        if (!gone(QUIT)) {
            run.process().kill();
            gone(KILL);
        }
    }

    private void tell(String command) {
        try (Qmp monitor =
                Qmp.connect(run.directory().socket(RunDirectory.MONITOR, run.process()))) {
            monitor.execute(command, Map.of());
        } catch (IOException e) {
            // Gone already, or stuck: what follows finds out.
            return;
        }
    }

    private boolean gone(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (run.runs()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK);
        }
        return true;
    }
}
