package io.continuo.server.rules;

import io.continuo.api.error.Nearest;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.RefusalReason;

import java.util.Locale;

/** Refusals in words, from the tables. */
final class RefusalWords {
    private RefusalWords() {}

    static Problem problem(RefusalReason reason, Action asked, Situation situation) {
        ReasonRow row = Reasons.of(reason);
        Nearest nearest = OperationsMatrix.nearest(reason, asked, situation);
        String correction = (row.correction() + " " + sentence(nearest, row)).strip();
        return Problem.of(
                        row.code(),
                        fill(row.message(), asked, situation),
                        fill(row.cause(), asked, situation),
                        fill(correction, asked, situation),
                        situation.machine())
                .withNearest(nearest);
    }

    private static String sentence(Nearest nearest, ReasonRow row) {
        return switch (nearest) {
            case WAIT ->
                    row.correction().isEmpty()
                            ? "For now there is only waiting: continuo jobs shows what runs."
                            : "";
            case WHOLE_GROUP -> "Ask for its whole replication group.";
            case OTHER_PLACE -> "Choose one of those.";
            case PROTECT -> "Protect it in one that can be had.";
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
                    ActionTable.of(Action.valueOf(nearest.name())).sentence();
        };
    }

    private static String fill(String text, Action asked, Situation situation) {
        return text.replace("{machine}", situation.machine())
                .replace("{scenario}", Scenarios.of(situation.scenario()).name())
                .replace("{act}", ActionTable.of(asked).name())
                .replace("{data}", plain(situation.dataState()))
                .replace("{landings}", Operations.of(situation.scenario()).landings().words());
    }

    private static String plain(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
