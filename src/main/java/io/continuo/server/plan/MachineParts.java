package io.continuo.server.plan;

import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.RoleState;
import io.continuo.api.plan.PlanRunKind;
import io.continuo.server.domain.Machine;
import io.continuo.server.recovery.ActionRules;
import io.continuo.server.recovery.Recovery;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** What a run does to one machine: a job of the machine's own, by kind of run. */
public final class MachineParts {
    /**
     * A kind's part.
     *
     * @param action what has to be allowed for the machine
     * @param job the kind of its job
     * @param concerns whether there is anything to do for a machine at all
     * @param start begins it, for a machine's id and a point
     */
    public record Part(
            Action action,
            JobKind job,
            Predicate<Machine> concerns,
            BiFunction<String, String, JobView> start) {}

    private final Map<PlanRunKind, Part> parts = new EnumMap<>(PlanRunKind.class);
    private final ActionRules rules;

    public MachineParts(ActionRules rules) {
        this.rules = rules;
    }

    /** Drills and their cleanup. */
    public static MachineParts drills(ActionRules rules, Recovery recovery) {
        return new MachineParts(rules)
                .with(
                        PlanRunKind.TEST,
                        new Part(
                                Action.TEST_FAILOVER,
                                JobKind.TEST_FAILOVER,
                                machine -> true,
                                recovery::startTestFailover))
                .with(
                        PlanRunKind.CLEANUP,
                        new Part(
                                Action.CLEAN_UP_TEST_FAILOVER,
                                JobKind.TEST_FAILOVER_CLEANUP,
                                machine -> machine.roleState() == RoleState.TEST_RUNNING,
                                (machine, point) -> recovery.cleanUp(machine)));
    }

    public MachineParts with(PlanRunKind kind, Part part) {
        parts.put(kind, part);
        return this;
    }

    /** Empty for a kind no machine can be asked for. */
    Optional<Part> of(PlanRunKind kind) {
        return Optional.ofNullable(parts.get(kind));
    }

    Optional<Problem> problem(Part part, Machine machine) {
        return rules.problem(part.action(), machine);
    }
}
