package io.continuo.server.rules;

import io.continuo.api.error.Nearest;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.RefusalReason;
import io.continuo.server.domain.Phase;

import java.util.Arrays;
import java.util.Optional;

/**
 * Whether an action is legal in a situation, and why not: read off the tables of this package
 * (DOMAIN.md: scenarios, three attributes, operations by scenario), which are {@link Scenarios},
 * {@link Operations}, {@link RoleStates}, {@link DataStates}, {@link Reasons} and {@link
 * ActionTable}. API answers, disabled buttons and refusals are its answers;
 * docs/operations-matrix.md shows the same tables.
 */
public final class OperationsMatrix {
    private OperationsMatrix() {}

    /** Why an action is refused, with the nearest legal operation; empty if it is legal. */
    public static Optional<Problem> problem(Action action, Situation situation) {
        return refusal(action, situation).map(why -> problem(why, action, situation));
    }

    /** A refusal in words. */
    public static Problem problem(RefusalReason why, Action action, Situation situation) {
        return RefusalWords.problem(why, action, situation);
    }

    /**
     * The first reason that refuses an action; empty if it is legal. What a scenario never has is
     * said before what only the moment forbids.
     */
    public static Optional<RefusalReason> refusal(Action action, Situation situation) {
        return disabling(situation)
                .or(() -> never(action, situation))
                .or(() -> enabling(action, situation))
                .or(() -> RoleStates.refusal(situation.roleState(), action))
                .or(() -> direction(action, situation))
                .or(() -> group(action, situation))
                .or(() -> landing(action, situation))
                .or(() -> points(action, situation))
                .or(() -> data(action, situation));
    }

    /** The nearest legal operation to one refused for a reason. */
    public static Nearest nearest(RefusalReason reason, Action asked, Situation situation) {
        return Reasons.of(reason).instead().stream()
                .filter(other -> legal(other, asked, situation))
                .findFirst()
                .orElse(Nearest.WAIT);
    }

    /** Whether what is offered in place of a refused action is itself legal. */
    static boolean legal(Nearest offered, Action asked, Situation situation) {
        return switch (offered) {
            case WAIT -> true;
            case PROTECT -> false;
            case WHOLE_GROUP -> refusal(asked, situation.whole()).isEmpty();
            case OTHER_PLACE ->
                    Arrays.stream(Landing.values())
                            .anyMatch(place -> refusal(asked, situation.to(place)).isEmpty());
            case TEST_FAILOVER,
                    CLEAN_UP_TEST_FAILOVER,
                    PLANNED_FAILOVER,
                    UNPLANNED_FAILOVER,
                    CHANGE_POINT,
                    COMMIT,
                    CANCEL_FAILOVER,
                    REPROTECT,
                    FAILBACK,
                    COMPLETE_MIGRATION,
                    MARK_POINT,
                    EXPORT_POINT,
                    UNPROTECT ->
                    refusal(Action.valueOf(offered.name()), situation).isEmpty();
        };
    }

    private static Optional<RefusalReason> disabling(Situation situation) {
        return when(situation.phase() == Phase.DISABLING, RefusalReason.DISABLING);
    }

    private static Optional<RefusalReason> enabling(Action action, Situation situation) {
        boolean anyTime = action == Action.UNPROTECT || action == Action.CLEAN_UP_TEST_FAILOVER;
        return when(situation.phase() == Phase.ENABLING && !anyTime, RefusalReason.ENABLING);
    }

    /** What the scenario has in no state and no direction. */
    private static Optional<RefusalReason> never(Action action, Situation situation) {
        OperationsRow row = Operations.of(situation.scenario());
        Capture capture = Scenarios.of(situation.scenario()).capture();
        return switch (action) {
            case PLANNED_FAILOVER ->
                    when(
                            !row.forward().include(action) && !row.reverse().include(action),
                            RefusalReason.NO_PLANNED);
            case COMMIT ->
                    switch (row.ending()) {
                        case MANUAL -> Optional.empty();
                        case AUTOMATIC -> Optional.of(RefusalReason.COMMIT_AUTOMATIC);
                        case COMPLETION -> Optional.of(RefusalReason.COMPLETE_INSTEAD);
                    };
            case COMPLETE_MIGRATION ->
                    when(row.ending() != Ending.COMPLETION, RefusalReason.NOT_A_MIGRATION);
            case CANCEL_FAILOVER ->
                    when(row.cancelling() == Cancelling.NEVER, RefusalReason.NO_CANCEL);
            case REPROTECT, FAILBACK ->
                    when(row.failback() == Failback.NONE, RefusalReason.NO_WAY_BACK);
            case CHANGE_POINT, EXPORT_POINT ->
                    when(!capture.points(), RefusalReason.NO_POINTS_KEPT);
            case MARK_POINT -> when(!capture.marks(), RefusalReason.NO_MARKS);
            case TEST_FAILOVER, CLEAN_UP_TEST_FAILOVER, UNPLANNED_FAILOVER, UNPROTECT ->
                    Optional.empty();
        };
    }

    private static Optional<RefusalReason> direction(Action action, Situation situation) {
        OperationsRow row = Operations.of(situation.scenario());
        boolean reverse = situation.direction() == Direction.REVERSE;
        return switch (action) {
            case TEST_FAILOVER, PLANNED_FAILOVER, UNPLANNED_FAILOVER ->
                    when(reverse && !row.reverse().include(action), RefusalReason.NOT_IN_REVERSE);
            case FAILBACK -> when(!reverse, RefusalReason.NOT_REVERSED);
            case UNPROTECT -> when(reverse, RefusalReason.RUNS_AT_RECOVERY);
            case MARK_POINT ->
                    when(situation.direction() == Direction.NONE, RefusalReason.NOT_REPLICATING);
            case CLEAN_UP_TEST_FAILOVER,
                    CHANGE_POINT,
                    COMMIT,
                    CANCEL_FAILOVER,
                    REPROTECT,
                    COMPLETE_MIGRATION,
                    EXPORT_POINT ->
                    Optional.empty();
        };
    }

    private static Optional<RefusalReason> group(Action action, Situation situation) {
        boolean whole =
                Scenarios.of(situation.scenario()).requirements().contains(Requirement.WHOLE_GROUP);
        boolean moves = failover(action) || action == Action.TEST_FAILOVER;
        return when(
                whole && situation.member() && (moves || action == Action.REPROTECT),
                RefusalReason.PART_OF_GROUP);
    }

    private static Optional<RefusalReason> landing(Action action, Situation situation) {
        boolean back = failover(action) && situation.direction() == Direction.REVERSE;
        return when(
                back && !Operations.of(situation.scenario()).landings().accept(situation.landing()),
                RefusalReason.WRONG_PLACE);
    }

    private static Optional<RefusalReason> points(Action action, Situation situation) {
        boolean needs =
                failover(action)
                        || action == Action.TEST_FAILOVER
                        || action == Action.CHANGE_POINT
                        || action == Action.EXPORT_POINT;
        boolean kept = Scenarios.of(situation.scenario()).capture().points();
        return when(needs && kept && !situation.points(), RefusalReason.NO_POINT_YET);
    }

    private static Optional<RefusalReason> data(Action action, Situation situation) {
        Optional<Action> back = Operations.of(situation.scenario()).failback().kind();
        boolean planned =
                action == Action.PLANNED_FAILOVER
                        || action == Action.FAILBACK
                                && back.equals(Optional.of(Action.PLANNED_FAILOVER));
        if (!planned) {
            return Optional.empty();
        }
        if (situation.direction() == Direction.NONE) {
            return Optional.of(RefusalReason.NOT_REPLICATING);
        }
        return switch (DataStates.flow(situation.dataState())) {
            case CURRENT -> Optional.empty();
            case CATCHING_UP -> Optional.of(RefusalReason.DATA_BEHIND);
            case STANDING -> Optional.of(RefusalReason.DATA_STANDS);
        };
    }

    /** Whether an action moves a machine to the other side. */
    private static boolean failover(Action action) {
        return action == Action.PLANNED_FAILOVER
                || action == Action.UNPLANNED_FAILOVER
                || action == Action.FAILBACK;
    }

    private static Optional<RefusalReason> when(boolean refused, RefusalReason reason) {
        return refused ? Optional.of(reason) : Optional.empty();
    }
}
