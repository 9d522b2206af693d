package io.continuo.platform.machines;

import io.continuo.api.component.MachineRunView;
import io.continuo.api.component.MachineStart;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import java.time.Duration;
import java.util.List;

/** Where no machines can be started, and why. */
public final class NoMachines implements MachineHost {
    private final String cause;

    public NoMachines(String cause) {
        this.cause = cause;
    }

    private ContinuoException refusal() {
        return Problem.of(
                        ErrorCode.PLATFORM_MISSING,
                        "Machines cannot be started here.",
                        cause,
                        "Use a component on Linux with QEMU installed.")
                .toException();
    }

    @Override
    public MachineRunView start(MachineStart start) {
        throw refusal();
    }

    @Override
    public String stop(String runId, Duration graceful, boolean force) {
        return Outcome.MachineStopped.ALREADY_OFF;
    }

    @Override
    public MachineLook look(String runId) {
        throw refusal();
    }

    @Override
    public void repoint(String runId, List<String> diskUris) {
        throw refusal();
    }

    @Override
    public void stopAll() {}

    @Override
    public void close() {}
}
