package io.continuo.server.failover;

import io.continuo.api.component.MachineRunView;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.FailoverKind;
import io.continuo.api.machine.FailoverRequest;
import io.continuo.api.machine.FailoverView;
import io.continuo.api.machine.PointRequest;
import io.continuo.api.machine.ReprotectRequest;
import io.continuo.api.machine.RoleState;
import io.continuo.server.domain.Failover;
import io.continuo.server.domain.Machine;
import io.continuo.server.inventory.Machines;
import io.continuo.server.jobs.Jobs;
import io.continuo.server.recovery.ActionRules;
import io.continuo.server.recovery.Points;
import io.continuo.server.recovery.SharedPoints;

import java.util.Optional;

/** Failover and what follows it, as asked over the API. */
public final class FailoverDesk {
    private final Machines machines;
    private final Failovers failovers;
    private final Jobs jobs;
    private final Points points;
    private final ActionRules rules;
    private final SharedPoints shared;

    public FailoverDesk(
            Machines machines,
            Failovers failovers,
            Jobs jobs,
            Points points,
            ActionRules rules,
            SharedPoints shared) {
        this.machines = machines;
        this.failovers = failovers;
        this.jobs = jobs;
        this.points = points;
        this.rules = rules;
        this.shared = shared;
    }

    /** What a failover of this kind is called by the rules: back is an operation of its own. */
    public static Action action(FailoverKind kind, Machine machine) {
        return switch (kind) {
            case PLANNED ->
                    machine.direction() == Direction.REVERSE
                            ? Action.FAILBACK
                            : Action.PLANNED_FAILOVER;
            case UNPLANNED -> Action.UNPLANNED_FAILOVER;
        };
    }

    public JobView start(String idOrName, FailoverRequest request) {
        Machine machine = machines.get(idOrName);
        Action action = action(request.kind(), machine);
        refuse(rules.problem(action, machine));
        if (!request.confirm().equals(machine.name())) {
            throw FailoverProblems.confirmation(machine.name(), request.confirm()).toException();
        }
        String point = shared.resolve(machine, request.point());
        points.check(machine, point);
        claim(
                machine,
                action,
                action == Action.FAILBACK ? RoleState.FAILING_BACK : RoleState.FAILING_OVER);
        return jobs.start(
                request.kind() == FailoverKind.PLANNED
                        ? JobKind.PLANNED_FAILOVER
                        : JobKind.UNPLANNED_FAILOVER,
                machine,
                new FailoverRequest(
                        request.kind(), point, request.shutDownSource(), request.confirm()));
    }

    public JobView changePoint(String idOrName, PointRequest request) {
        Machine machine = machines.get(idOrName);
        refuse(rules.problem(Action.CHANGE_POINT, machine));
        String point = shared.resolve(machine, request.point());
        points.check(machine, point);
        claim(machine, Action.CHANGE_POINT, RoleState.FAILING_OVER);
        return jobs.start(JobKind.CHANGE_POINT, machine, new PointRequest(point));
    }

    public JobView commit(String idOrName) {
        Machine machine = machines.get(idOrName);
        claim(machine, Action.COMMIT, RoleState.COMMITTED);
        return jobs.start(JobKind.COMMIT, machine, "");
    }

    public JobView cancel(String idOrName) {
        Machine machine = machines.get(idOrName);
        claim(machine, Action.CANCEL_FAILOVER, RoleState.FAILING_BACK);
        return jobs.start(JobKind.CANCEL_FAILOVER, machine, "");
    }

    public JobView reprotect(String idOrName, ReprotectRequest request) {
        Machine machine = machines.get(idOrName);
        refuse(rules.problem(Action.REPROTECT, machine));
        boolean committing =
                jobs.running(machine.id()).stream().anyMatch(job -> job.kind() == JobKind.COMMIT);
        if (committing) {
            throw ReprotectScript.running(machine.name()).toException();
        }
        claim(machine, Action.REPROTECT, RoleState.REPROTECTING);
        return jobs.start(JobKind.REPROTECT, machine, request);
    }

    public FailoverView get(String idOrName) {
        Machine machine = machines.get(idOrName);
        return view(machine).orElseThrow(() -> FailoverProblems.none(machine.name()).toException());
    }

    /** The failover of a machine, if one is under way or waits for something. */
    public Optional<FailoverView> view(Machine machine) {
        return failovers.open(machine.id()).map(failover -> view(machine, failover));
    }

    private static FailoverView view(Machine machine, Failover failover) {
        boolean waits = machine.roleState() == RoleState.COMMIT_PENDING;
        return new FailoverView(
                machine.name(),
                failover.kind(),
                failover.point(),
                failover.startedAt(),
                failover.committedAt(),
                failover.disks(),
                failover.heldNow(),
                failover.whole(),
                RunTimes.seconds(failover),
                failover.run().map(MachineRunView::bootEvidence).orElse(""),
                waits
                        ? "Everything "
                                + machine.name()
                                + " wrote since the failover is dropped, and it goes on with the"
                                + " disks it left."
                        : "");
    }

    /** Two who ask at once: the second one is refused by the state the first one set. */
    private void claim(Machine machine, Action action, RoleState state) {
        machines.change(
                machine.id(),
                now -> {
                    refuse(rules.problem(action, now));
                    return now.withRoleState(state);
                });
    }

    private static void refuse(Optional<Problem> problem) {
        if (problem.isPresent()) {
            throw problem.get().toException();
        }
    }
}
