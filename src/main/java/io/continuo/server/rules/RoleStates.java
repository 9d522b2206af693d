package io.continuo.server.rules;

import io.continuo.api.machine.Action;
import io.continuo.api.machine.RefusalReason;
import io.continuo.api.machine.RoleState;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each role state says to each action (DOMAIN.md: three attributes; operations by scenario:
 * change of point until commit, reprotect after it). "yes" leaves the answer to the other tables.
 */
public final class RoleStates {
    private static final String SOURCE =
            """
            role state     | answer            | actions
            PROTECTED      | yes               | TEST_FAILOVER PLANNED_FAILOVER UNPLANNED_FAILOVER FAILBACK MARK_POINT EXPORT_POINT UNPROTECT
            PROTECTED      | NO_DRILL          | CLEAN_UP_TEST_FAILOVER
            PROTECTED      | NOT_FAILED_OVER   | CHANGE_POINT COMMIT CANCEL_FAILOVER REPROTECT COMPLETE_MIGRATION
            TEST_STARTING  | yes               | MARK_POINT EXPORT_POINT
            TEST_STARTING  | DRILL_STARTING    | TEST_FAILOVER CLEAN_UP_TEST_FAILOVER PLANNED_FAILOVER UNPLANNED_FAILOVER CHANGE_POINT COMMIT CANCEL_FAILOVER REPROTECT FAILBACK COMPLETE_MIGRATION UNPROTECT
            TEST_RUNNING   | yes               | CLEAN_UP_TEST_FAILOVER MARK_POINT EXPORT_POINT
            TEST_RUNNING   | DRILL_RUNNING     | TEST_FAILOVER PLANNED_FAILOVER UNPLANNED_FAILOVER CHANGE_POINT COMMIT CANCEL_FAILOVER REPROTECT FAILBACK COMPLETE_MIGRATION UNPROTECT
            TEST_CLEANING  | yes               | MARK_POINT EXPORT_POINT
            TEST_CLEANING  | DRILL_CLEANING    | TEST_FAILOVER CLEAN_UP_TEST_FAILOVER PLANNED_FAILOVER UNPLANNED_FAILOVER CHANGE_POINT COMMIT CANCEL_FAILOVER REPROTECT FAILBACK COMPLETE_MIGRATION UNPROTECT
            FAILING_OVER   | NO_DRILL          | CLEAN_UP_TEST_FAILOVER
            FAILING_OVER   | FAILING_OVER      | TEST_FAILOVER PLANNED_FAILOVER UNPLANNED_FAILOVER CHANGE_POINT COMMIT CANCEL_FAILOVER REPROTECT FAILBACK COMPLETE_MIGRATION MARK_POINT EXPORT_POINT UNPROTECT
            COMMIT_PENDING | yes               | CHANGE_POINT COMMIT CANCEL_FAILOVER COMPLETE_MIGRATION EXPORT_POINT
            COMMIT_PENDING | NO_DRILL          | CLEAN_UP_TEST_FAILOVER
            COMMIT_PENDING | COMMIT_FIRST      | TEST_FAILOVER PLANNED_FAILOVER UNPLANNED_FAILOVER REPROTECT FAILBACK MARK_POINT UNPROTECT
            COMMITTED      | yes               | REPROTECT
            COMMITTED      | NO_DRILL          | CLEAN_UP_TEST_FAILOVER
            COMMITTED      | COMMITTED_ALREADY | CHANGE_POINT COMMIT CANCEL_FAILOVER COMPLETE_MIGRATION
            COMMITTED      | REPROTECT_FIRST   | TEST_FAILOVER PLANNED_FAILOVER UNPLANNED_FAILOVER FAILBACK MARK_POINT EXPORT_POINT UNPROTECT
            REPROTECTING   | NO_DRILL          | CLEAN_UP_TEST_FAILOVER
            REPROTECTING   | REPROTECTING      | TEST_FAILOVER PLANNED_FAILOVER UNPLANNED_FAILOVER CHANGE_POINT COMMIT CANCEL_FAILOVER REPROTECT FAILBACK COMPLETE_MIGRATION MARK_POINT EXPORT_POINT UNPROTECT
            FAILING_BACK   | NO_DRILL          | CLEAN_UP_TEST_FAILOVER
            FAILING_BACK   | FAILING_BACK      | TEST_FAILOVER PLANNED_FAILOVER UNPLANNED_FAILOVER CHANGE_POINT COMMIT CANCEL_FAILOVER REPROTECT FAILBACK COMPLETE_MIGRATION MARK_POINT EXPORT_POINT UNPROTECT
            MIGRATED       | yes               | UNPROTECT
            MIGRATED       | NO_DRILL          | CLEAN_UP_TEST_FAILOVER
            MIGRATED       | MIGRATED          | TEST_FAILOVER PLANNED_FAILOVER UNPLANNED_FAILOVER CHANGE_POINT COMMIT CANCEL_FAILOVER REPROTECT FAILBACK COMPLETE_MIGRATION MARK_POINT EXPORT_POINT
            """;

    public static final List<RoleRow> TABLE =
            Tables.rows(SOURCE, 3).stream().map(RoleStates::row).toList();

    private static final Map<RoleState, Map<Action, Optional<RefusalReason>>> ANSWERS = answers();

    private RoleStates() {}

    /** Why a role state refuses an action; empty if it does not. */
    static Optional<RefusalReason> refusal(RoleState role, Action action) {
        return ANSWERS.get(role).get(action);
    }

    private static Map<RoleState, Map<Action, Optional<RefusalReason>>> answers() {
        Map<RoleState, Map<Action, Optional<RefusalReason>>> answers =
                new EnumMap<>(RoleState.class);
        for (RoleRow row : TABLE) {
            Map<Action, Optional<RefusalReason>> ofRole =
                    answers.computeIfAbsent(row.role(), role -> new EnumMap<>(Action.class));
            row.actions().forEach(action -> ofRole.put(action, row.refusal()));
        }
        return answers;
    }

    private static RoleRow row(List<String> cells) {
        String answer = cells.get(1);
        return new RoleRow(
                Tables.value(RoleState.class, cells.get(0)),
                answer.equals("yes")
                        ? Optional.empty()
                        : Optional.of(Tables.value(RefusalReason.class, answer)),
                Tables.values(Action.class, cells.get(2)));
    }
}
