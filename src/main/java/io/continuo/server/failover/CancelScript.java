package io.continuo.server.failover;

import io.continuo.api.job.JobKind;
import io.continuo.api.machine.RoleState;
import io.continuo.server.domain.Failover;
import io.continuo.server.domain.Machine;
import io.continuo.server.jobs.JobContext;
import io.continuo.server.jobs.JobScript;
import io.continuo.server.jobs.Step;

import java.util.List;
import java.util.Map;

/** Cancels a failover that was not committed: the machine goes on where it was. */
public final class CancelScript implements JobScript {
    private final FailoverTools tools;
    private final MachinePower power;

    public CancelScript(FailoverTools tools, MachinePower power) {
        this.tools = tools;
        this.power = power;
    }

    @Override
    public JobKind kind() {
        return JobKind.CANCEL_FAILOVER;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                new Step("STOP_MACHINE", this::stop),
                new Step("DROP_DISKS", job -> tools.dropDisks(job, "drop-live")),
                new Step("RELEASE_SOURCE", this::release));
    }

    /** It still waits to be committed or cancelled. */
    @Override
    public void undo(JobContext job) {
        tools.machines()
                .change(job.machineId(), now -> now.withRoleState(RoleState.COMMIT_PENDING));
    }

    private void stop(JobContext job) {
        power.stop(job, tools.machine(job), tools.failover(job), "stop-machine");
    }

    private void release(JobContext job) {
        Failover failover = tools.failover(job);
        tools.releaseSource(job);
        power.startSource(job, tools.machine(job), failover);
        tools.failovers().change(job.machineId(), now -> now.ended(tools.clock().instant()));
        Machine machine =
                tools.machines()
                        .change(job.machineId(), now -> now.withRoleState(RoleState.PROTECTED))
                        .orElseThrow();
        tools.tell(
                machine,
                "FAILOVER_CANCELLED",
                "The failover of " + machine.name() + " was cancelled; it goes on where it was.",
                Map.of("machine", machine.name()));
    }
}
