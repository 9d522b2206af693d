package io.continuo.server.plan;

import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.FailoverKind;
import io.continuo.api.machine.FailoverRequest;
import io.continuo.api.machine.ReprotectRequest;
import io.continuo.api.machine.RoleState;
import io.continuo.api.plan.PlanRunKind;
import io.continuo.server.domain.Machine;
import io.continuo.server.failover.FailoverDesk;
import io.continuo.server.inventory.Machines;
import io.continuo.server.recovery.ActionRules;
import io.continuo.server.recovery.Recovery;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a run does to one machine: a job of the machine's own, by kind of run. */
public final class MachineParts {
    /**
     * A kind's part.
     *
     * @param action what has to be allowed for a machine
     * @param job the kind of its job
     * @param concerns whether there is anything to do for a machine at all
     */
    public record Part(
            Function<Machine, Action> action,
            JobKind job,
            Predicate<Machine> concerns,
            Start start) {}

    /** Begins a machine's job. */
    @FunctionalInterface
    public interface Start {
        /**
         * @param machine its id
         * @param point what it is recovered to
         * @param shutDownSource whether an unplanned failover tries to
         */
        JobView begin(String machine, String point, boolean shutDownSource);
    }

    private final Map<PlanRunKind, Part> parts = new EnumMap<>(PlanRunKind.class);
    private final ActionRules rules;

    public MachineParts(ActionRules rules) {
        this.rules = rules;
    }

    /** Everything a person can ask for one machine, too. */
    public static MachineParts of(
            ActionRules rules, Recovery recovery, FailoverDesk failover, Machines machines) {
        return new MachineParts(rules)
                .with(
                        PlanRunKind.TEST,
                        new Part(
                                machine -> Action.TEST_FAILOVER,
                                JobKind.TEST_FAILOVER,
                                machine -> true,
                                (machine, point, shutDown) ->
                                        recovery.startTestFailover(machine, point)))
                .with(
                        PlanRunKind.CLEANUP,
                        new Part(
                                machine -> Action.CLEAN_UP_TEST_FAILOVER,
                                JobKind.TEST_FAILOVER_CLEANUP,
                                machine -> machine.roleState() == RoleState.TEST_RUNNING,
                                (machine, point, shutDown) -> recovery.cleanUp(machine)))
                .with(
                        PlanRunKind.PLANNED,
                        live(FailoverKind.PLANNED, JobKind.PLANNED_FAILOVER, failover, machines))
                .with(
                        PlanRunKind.UNPLANNED,
                        live(
                                FailoverKind.UNPLANNED,
                                JobKind.UNPLANNED_FAILOVER,
                                failover,
                                machines))
                .with(
                        PlanRunKind.REPROTECT,
                        new Part(
                                machine -> Action.REPROTECT,
                                JobKind.REPROTECT,
                                machine -> machine.roleState() != RoleState.PROTECTED,
                                (machine, point, shutDown) ->
                                        failover.reprotect(
                                                machine, new ReprotectRequest(Optional.empty()))));
    }

    /** The run was confirmed by the plan's name, which stands for those of its machines. */
    private static Part live(
            FailoverKind kind, JobKind job, FailoverDesk failover, Machines machines) {
        return new Part(
                machine -> FailoverDesk.action(kind, machine),
                job,
                machine -> true,
                (machine, point, shutDown) ->
                        failover.start(
                                machine,
                                new FailoverRequest(
                                        kind, point, shutDown, machines.get(machine).name())));
    }

    public MachineParts with(PlanRunKind kind, Part part) {
        parts.put(kind, part);
        return this;
    }

    Part of(PlanRunKind kind) {
        return parts.get(kind);
    }

    Optional<Problem> problem(Part part, Machine machine) {
        return rules.problem(part.action().apply(machine), machine);
    }
}
