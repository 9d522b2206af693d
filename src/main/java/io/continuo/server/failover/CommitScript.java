package io.continuo.server.failover;

import io.continuo.api.component.Order;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.job.JobKind;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.RoleState;
import io.continuo.server.domain.Failover;
import io.continuo.server.domain.Machine;
import io.continuo.server.inventory.LiveFacts;
import io.continuo.server.jobs.JobContext;
import io.continuo.server.jobs.JobScript;
import io.continuo.server.jobs.Step;

import java.util.List;
import java.util.Map;

/**
 * Commit: the machine stays where it is, its recovery points go. Its disks become images of their
 * own in the background, while it runs.
 */
public final class CommitScript implements JobScript {
    private final FailoverTools tools;
    private final LiveFacts facts;

    public CommitScript(FailoverTools tools, LiveFacts facts) {
        this.tools = tools;
        this.facts = facts;
    }

    @Override
    public JobKind kind() {
        return JobKind.COMMIT;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                new Step("COMMIT", this::commit),
                new Step("MAKE_WHOLE", this::makeWhole),
                new Step("REMOVE_POINTS", this::removePoints));
    }

    /** Nothing of it can be taken back; what failed is done again by asking again. */
    @Override
    public void undo(JobContext job) {}

    private void commit(JobContext job) {
        Failover failover = tools.failover(job);
        Machine machine = tools.machine(job);
        tools.failovers().change(machine.id(), now -> now.committed(tools.clock().instant()));
        tools.machines()
                .change(
                        machine.id(),
                        now ->
                                now.withWanted(now.replicaWanted(), false)
                                        .withRoleState(RoleState.COMMITTED)
                                        .withDirection(Direction.NONE)
                                        .withDataState(DataState.NONE, ""));
        facts.forget(machine.id());
        try {
            job.order(
                    failover.left().agent(),
                    "stop-capture",
                    new Order.StopCapture(machine.id()),
                    FailoverTools.QUICK);
        } catch (ContinuoException e) {
            if (!FailoverTools.away(e)) {
                throw e;
            }
            job.detail(
                    e.problem().message() + " It learns of the commit when it is heard of again.");
        }
        tools.tell(
                machine,
                "FAILOVER_COMMITTED",
                "The failover of " + machine.name() + " is committed.",
                Map.of("machine", machine.name()));
    }

    void makeWhole(JobContext job) {
        if (!tools.failover(job).whole()) {
            job.order(
                    tools.failover(job).host(),
                    "make-whole",
                    new Order.MakeLiveWhole(job.machineId()),
                    FailoverTools.COPY_LIMIT);
            tools.failovers().change(job.machineId(), Failover::asWhole);
        }
    }

    void removePoints(JobContext job) {
        Machine machine = tools.machine(job);
        if (machine.replicaWanted()) {
            job.order(
                    tools.failover(job).host(),
                    "remove-replica",
                    new Order.RemoveReplica(machine.id()),
                    FailoverTools.OPEN_LIMIT);
            tools.machines().change(machine.id(), now -> now.withWanted(false, false));
        }
        tools.points().drop(machine.id());
    }
}
