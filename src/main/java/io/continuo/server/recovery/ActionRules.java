package io.continuo.server.recovery;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.ActionView;
import io.continuo.api.machine.RoleState;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.Phase;
import io.continuo.server.domain.Refusals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What may be asked for a machine now, and why not. */
public final class ActionRules {
    private final Points points;

    public ActionRules(Points points) {
        this.points = points;
    }

    public List<ActionView> views(Machine machine) {
        return Arrays.stream(Action.values())
                .map(action -> {
                    Optional<Problem> problem = problem(action, machine);
                    return new ActionView(
                            action,
                            problem.isEmpty(),
                            problem.map(p -> p.message() + " " + p.correction()).orElse(""));
                })
                .toList();
    }

    public Optional<Problem> problem(Action action, Machine machine) {
        return switch (action) {
            case TEST_FAILOVER ->
                    drill(machine).or(() -> settled(machine)).or(() -> noPoint(machine));
            case CLEAN_UP_TEST_FAILOVER -> cleanUp(machine);
            case MARK_POINT -> settled(machine);
            case EXPORT_POINT -> settled(machine).or(() -> noPoint(machine));
            case UNPROTECT -> drill(machine).or(() -> staying(machine));
        };
    }

    private Optional<Problem> cleanUp(Machine machine) {
        return switch (machine.roleState()) {
            case TEST_RUNNING -> Optional.empty();
            case TEST_STARTING ->
                    Optional.of(
                            notAllowed(
                                    machine,
                                    "The test failover of " + machine.name() + " is starting.",
                                    "Its job has not ended.",
                                    "Wait for its end, or cancel the job."));
            case TEST_CLEANING ->
                    Optional.of(
                            notAllowed(
                                    machine,
                                    "The test failover of "
                                            + machine.name()
                                            + " is being cleaned up.",
                                    "Its cleanup job has not ended.",
                                    "Wait for its end: continuo jobs."));
            case PROTECTED,
                    FAILING_OVER,
                    COMMIT_PENDING,
                    COMMITTED,
                    REPROTECTING,
                    FAILING_BACK,
                    MIGRATED ->
                    Optional.of(Refusals.noTestFailover(machine.name()));
        };
    }

    private static Optional<Problem> drill(Machine machine) {
        return machine.roleState() == RoleState.PROTECTED
                ? Optional.empty()
                : Optional.of(Refusals.testFailoverRunning(machine.name()));
    }

    private static Optional<Problem> settled(Machine machine) {
        return machine.phase() == Phase.ENABLING
                ? Optional.of(
                        Problem.of(
                                ErrorCode.NO_POINT_YET,
                                "The machine " + machine.name() + " is not protected yet.",
                                "Its initial replication has not finished.",
                                "Wait for the end of its job: continuo jobs.",
                                machine.name()))
                : staying(machine);
    }

    private static Optional<Problem> staying(Machine machine) {
        return machine.phase() == Phase.DISABLING
                ? Optional.of(leaving(machine.name()))
                : Optional.empty();
    }

    /** Protection is already being disabled. */
    public static Problem leaving(String machine) {
        return Problem.of(
                ErrorCode.ACTION_NOT_ALLOWED,
                "Protection of " + machine + " is being disabled.",
                "A job for it runs.",
                "Wait for its end; then protect the machine again if you want it.",
                machine);
    }

    private Optional<Problem> noPoint(Machine machine) {
        return points.summary(machine.id()).count() == 0
                ? Optional.of(Refusals.noPointYet(machine.name()))
                : Optional.empty();
    }

    private static Problem notAllowed(
            Machine machine, String message, String cause, String correction) {
        return Problem.of(ErrorCode.ACTION_NOT_ALLOWED, message, cause, correction, machine.name());
    }
}
