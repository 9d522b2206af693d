package io.continuo.server.failover;

import io.continuo.api.job.JobKind;
import io.continuo.api.machine.PointRequest;
import io.continuo.api.machine.RoleState;
import io.continuo.server.domain.Failover;
import io.continuo.server.domain.Machine;
import io.continuo.server.jobs.JobContext;
import io.continuo.server.jobs.JobScript;
import io.continuo.server.jobs.Step;

import java.util.List;
import java.util.Map;

/** Another recovery point for a machine that was failed over and not committed. */
public final class ChangePointScript implements JobScript {
    private final FailoverTools tools;
    private final MachinePower power;

    public ChangePointScript(FailoverTools tools, MachinePower power) {
        this.tools = tools;
        this.power = power;
    }

    @Override
    public JobKind kind() {
        return JobKind.CHANGE_POINT;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                new Step("CHECK", this::check),
                new Step("STOP_MACHINE", this::stop),
                new Step("DROP_DISKS", job -> tools.dropDisks(job, "drop-live")),
                new Step("OPEN_DISKS", this::open),
                new Step("START_MACHINE", this::start));
    }

    private void check(JobContext job) {
        tools.points().check(tools.machine(job), job.request(PointRequest.class).point());
    }

    private void stop(JobContext job) {
        power.stop(job, tools.machine(job), tools.failover(job), "stop-machine");
    }

    private void open(JobContext job) {
        String point = job.request(PointRequest.class).point();
        tools.failovers().change(job.machineId(), now -> now.withChoice(point));
        tools.openDisks(job, "open-live");
    }

    private void start(JobContext job) {
        Failover failover = tools.failover(job);
        power.start(job, tools.machine(job), failover);
        Machine machine =
                tools.machines()
                        .change(job.machineId(), now -> now.withRoleState(RoleState.COMMIT_PENDING))
                        .orElseThrow();
        tools.tell(
                machine,
                "FAILOVER_POINT_CHANGED",
                machine.name() + " runs from another recovery point now.",
                Map.of(
                        "machine",
                        machine.name(),
                        "point",
                        failover.point().map(point -> point.id()).orElse(""),
                        "pointTime",
                        failover.point().map(point -> point.time().toString()).orElse("")));
    }

    /** Its disks may be closed: it is then for a person to choose another point, or to cancel. */
    @Override
    public void undo(JobContext job) {
        tools.machines()
                .change(job.machineId(), now -> now.withRoleState(RoleState.COMMIT_PENDING));
    }
}
