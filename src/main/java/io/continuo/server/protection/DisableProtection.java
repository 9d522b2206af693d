package io.continuo.server.protection;

import io.continuo.api.job.JobKind;
import io.continuo.server.domain.Job;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.Phase;
import io.continuo.server.events.EventLog;
import io.continuo.server.events.EventText;
import io.continuo.server.inventory.Machines;
import io.continuo.server.jobs.JobContext;
import io.continuo.server.jobs.JobScript;
import io.continuo.server.jobs.Jobs;
import io.continuo.server.jobs.Step;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Disable protection: the disks stay as they are, the replica and its points go. */
public final class DisableProtection implements JobScript {
    private final Machines machines;
    private final Jobs jobs;
    private final Removal removal;
    private final EventLog events;

    public DisableProtection(Machines machines, Jobs jobs, Removal removal, EventLog events) {
        this.machines = machines;
        this.jobs = jobs;
        this.removal = removal;
        this.events = events;
    }

    @Override
    public JobKind kind() {
        return JobKind.DISABLE_PROTECTION;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                new Step("STOP_CAPTURE", this::stopCapture),
                new Step("REMOVE_REPLICA", removal::removeReplica),
                new Step("FORGET", this::forget));
    }

    /** What still runs for the machine is cancelled first, and cleans up after itself. */
    private void stopCapture(JobContext job) {
        for (Job other : jobs.running(job.machineId())) {
            if (other.kind() != JobKind.DISABLE_PROTECTION) {
                if (jobs.view(other).cancellable()) {
                    jobs.cancel(other.id());
                }
                job.await(() -> jobs.get(other.id()).state().ended());
            }
        }
        machines.change(job.machineId(), now -> now.withPhase(Phase.DISABLING));
        removal.stopCapture(job);
    }

    private void forget(JobContext job) {
        Optional<Machine> machine = machines.byId(job.machineId());
        removal.forget(job);
        machine.ifPresent(gone ->
                events.raise(
                        EventText.info(
                                "PROTECTION_DISABLED",
                                "The machine " + gone.name() + " is no longer protected.",
                                Map.of("machine", gone.name())),
                        Optional.of(gone)));
    }

    /** Nothing to put back: the machine may be unprotected again. */
    @Override
    public void undo(JobContext job) {
        machines.change(job.machineId(), now -> now.withPhase(Phase.PROTECTED));
    }
}
