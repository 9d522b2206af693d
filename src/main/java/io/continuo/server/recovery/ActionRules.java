package io.continuo.server.recovery;

import io.continuo.api.error.Problem;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.ActionView;
import io.continuo.api.machine.RefusalReason;
import io.continuo.server.domain.Machine;
import io.continuo.server.rules.OperationsMatrix;
import io.continuo.server.rules.Situation;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What may be asked for a machine now, and why not: the door to {@link OperationsMatrix}, which
 * knows the rules, for everybody who knows the machine.
 */
public final class ActionRules {
    /** Those that something does when asked; what nothing does yet is not shown to anybody. */
    private static final Set<Action> OFFERED =
            EnumSet.complementOf(EnumSet.of(Action.COMPLETE_MIGRATION));

    private final Points points;

    public ActionRules(Points points) {
        this.points = points;
    }

    public List<ActionView> views(Machine machine) {
        Situation situation = situation(machine);
        return OFFERED.stream().map(action -> view(action, situation)).toList();
    }

    /** Why an action is refused now; empty if it may begin. */
    public Optional<Problem> problem(Action action, Machine machine) {
        return OperationsMatrix.problem(action, situation(machine));
    }

    /** Protection is already being disabled. */
    public Problem leaving(Machine machine) {
        return OperationsMatrix.problem(
                RefusalReason.DISABLING, Action.UNPROTECT, situation(machine));
    }

    private static ActionView view(Action action, Situation situation) {
        return OperationsMatrix.refusal(action, situation)
                .map(why -> {
                    Problem problem = OperationsMatrix.problem(why, action, situation);
                    return new ActionView(
                            action,
                            false,
                            problem.message() + " " + problem.correction(),
                            Optional.of(why),
                            problem.nearest());
                })
                .orElseGet(() -> new ActionView(action, true, ""));
    }

    private Situation situation(Machine machine) {
        return new Situation(
                machine.name(),
                machine.scenario(),
                machine.direction(),
                machine.dataState(),
                machine.roleState(),
                machine.phase(),
                points.summary(machine.id()).count() > 0);
    }
}
