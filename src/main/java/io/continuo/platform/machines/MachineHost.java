package io.continuo.platform.machines;

import io.continuo.api.component.MachineRunView;
import io.continuo.api.component.MachineStart;

import java.time.Duration;
import java.util.List;

/**
 * Where machines can be started. Runs have names of their own; a run that is asked for twice is
 * found, not started twice. Machines go on when the host object is closed, and the next one on the
 * same directory finds them.
 *
 * <p>What goes wrong is a {@link io.continuo.api.error.ContinuoException}, and leaves nothing
 * behind.
 */
public interface MachineHost extends AutoCloseable {
    /**
     * Starts a machine, or finds it running.
     *
     * @return how it is after {@code start.watchSeconds}, or as soon as it has booted
     */
    MachineRunView start(MachineStart start) throws InterruptedException;

    /**
     * Shuts a machine down and forgets the run. A run there is not is off already.
     *
     * @param graceful how long it has to go down by itself
     * @param force whether it is switched off then; otherwise a refusal, and it runs on
     * @return one of the words of {@link io.continuo.api.component.Outcome.MachineStopped}
     */
    String stop(String runId, Duration graceful, boolean force) throws InterruptedException;

    /** How a machine is, with what is on its display. */
    MachineLook look(String runId) throws InterruptedException;

    /** A machine finds its disks there from its next connection on. */
    void repoint(String runId, List<String> diskUris) throws InterruptedException;

    /** Switches every machine off, as a site that is thrown away has to. */
    void stopAll() throws InterruptedException;

    /** Lets go of the machines; they run on. */
    @Override
    void close();
}
