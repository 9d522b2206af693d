package io.continuo.server.rules;

import io.continuo.api.machine.Action;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The actions in words (DOMAIN.md: words). */
public final class ActionTable {
    private static final String SOURCE =
            """
            action                 | name                      | as the nearest legal operation
            TEST_FAILOVER          | a test failover           | Start a test failover instead: continuo failover test {machine}.
            CLEAN_UP_TEST_FAILOVER | a cleanup of the drill    | Clean it up first: continuo failover cleanup {machine}.
            PLANNED_FAILOVER       | a planned failover        | A planned failover is possible: continuo failover planned {machine}.
            UNPLANNED_FAILOVER     | an unplanned failover     | An unplanned failover is possible; see what it loses: continuo failover preview {machine} --unplanned.
            CHANGE_POINT           | a change of the point     | Another recovery point can be chosen: continuo failover point {machine}.
            COMMIT                 | a commit                  | Commit the failover: continuo failover commit {machine}.
            CANCEL_FAILOVER        | taking the failover back  | The failover can be taken back: continuo failover cancel {machine}.
            REPROTECT              | a reprotect               | Reprotect {machine}: continuo reprotect {machine}.
            FAILBACK               | a failback                | Fail {machine} back: continuo failback {machine}.
            COMPLETE_MIGRATION     | completing the migration  | Complete the migration.
            MARK_POINT             | marking a point           | Mark a point: continuo mark {machine}.
            EXPORT_POINT           | an export                 | Export a point: continuo export {machine} --to DIR.
            UNPROTECT              | disabling protection      | Disable its protection: continuo unprotect {machine}.
            """;

    public static final List<ActionRow> TABLE =
            Tables.rows(SOURCE, 3).stream()
                    .map(cells ->
                            new ActionRow(
                                    Tables.value(Action.class, cells.get(0)),
                                    cells.get(1),
                                    cells.get(2)))
                    .toList();

    private static final Map<Action, ActionRow> BY_ACTION =
            TABLE.stream().collect(Collectors.toMap(ActionRow::action, Function.identity()));

    private ActionTable() {}

    public static ActionRow of(Action action) {
        return BY_ACTION.get(action);
    }
}
