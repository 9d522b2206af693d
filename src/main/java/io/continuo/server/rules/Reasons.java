package io.continuo.server.rules;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Nearest;
import io.continuo.api.machine.RefusalReason;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every reason for a refusal, in words (invariant 9; rules of DOMAIN.md: operations by scenario).
 */
public final class Reasons {
    private static final String SOURCE =
            """
            reason            | code                  | message | cause | correction | instead
            ENABLING          | NO_POINT_YET          | The machine {machine} is not protected yet. | Its initial replication has not finished. | Wait for the end of its job: continuo jobs. |
            DISABLING         | ACTION_NOT_ALLOWED    | Protection of {machine} is being disabled. | A job for it runs. | Wait for its end; then protect the machine again if you want it. |
            DRILL_STARTING    | TEST_FAILOVER_RUNNING | The test failover of {machine} is starting. | Its job has not ended. | Wait for its end, or cancel the job. |
            DRILL_RUNNING     | TEST_FAILOVER_RUNNING | A test failover of {machine} is running. | A machine has one test failover at a time, keeps its points while it runs, and is not failed over meanwhile. | | CLEAN_UP_TEST_FAILOVER
            DRILL_CLEANING    | TEST_FAILOVER_RUNNING | The test failover of {machine} is being cleaned up. | Its cleanup job has not ended. | Wait for its end: continuo jobs. |
            NO_DRILL          | NO_TEST_FAILOVER      | No test failover of {machine} is running. | None was started, or it was cleaned up already. | | TEST_FAILOVER COMMIT COMPLETE_MIGRATION REPROTECT
            FAILING_OVER      | ACTION_NOT_ALLOWED    | {machine} is being failed over. | Its job has not ended. | Wait for its end: continuo jobs. |
            COMMIT_FIRST      | ACTION_NOT_ALLOWED    | The failover of {machine} is not final yet. | Until then it can be given another point or be taken back, and nothing else begins. | | COMMIT COMPLETE_MIGRATION
            COMMITTED_ALREADY | ACTION_NOT_ALLOWED    | The failover of {machine} is committed. | A commit drops the recovery points and cannot be taken back. | | REPROTECT
            REPROTECT_FIRST   | ACTION_NOT_ALLOWED    | {machine} has been failed over and replicates nowhere. | Its failover was committed, and it has not been reprotected since. | | REPROTECT
            REPROTECTING      | ACTION_NOT_ALLOWED    | {machine} is being reprotected. | Its job has not ended. | Wait for its end: continuo jobs. |
            FAILING_BACK      | ACTION_NOT_ALLOWED    | {machine} is being failed back. | Its job has not ended. | Wait for its end: continuo jobs. |
            MIGRATED          | ACTION_NOT_ALLOWED    | {machine} has been migrated. | Its migration is complete, and it is not protected any more. | | UNPROTECT
            NOT_FAILED_OVER   | ACTION_NOT_ALLOWED    | {machine} is not failed over. | It runs where its direction says, and nothing is pending. | | FAILBACK PLANNED_FAILOVER UNPLANNED_FAILOVER
            NOT_REVERSED      | ACTION_NOT_ALLOWED    | {machine} is not to be failed back. | It runs at its primary site already. | | PLANNED_FAILOVER UNPLANNED_FAILOVER
            RUNS_AT_RECOVERY  | ACTION_NOT_ALLOWED    | {machine} runs at the recovery place. | Its disks are those its replica became; without protection they would be deleted. | | FAILBACK UNPLANNED_FAILOVER
            NOT_IN_REVERSE    | ACTION_NOT_ALLOWED    | {machine} can have no such failover on its way back. | In the scenario {scenario}, {act} goes only towards the recovery place. | | FAILBACK
            NO_PLANNED        | ACTION_NOT_ALLOWED    | {machine} cannot be failed over as planned. | The scenario {scenario} has no planned failover. | | UNPLANNED_FAILOVER COMMIT COMPLETE_MIGRATION CLEAN_UP_TEST_FAILOVER REPROTECT
            NO_WAY_BACK       | ACTION_NOT_ALLOWED    | {machine} has no way back. | A {scenario} goes in one direction: nothing is reversed, nothing fails back. | | COMPLETE_MIGRATION UNPLANNED_FAILOVER CLEAN_UP_TEST_FAILOVER UNPROTECT
            NO_CANCEL         | ACTION_NOT_ALLOWED    | The failover of {machine} cannot be taken back. | The scenario {scenario} has no cancelling of a failover. | | COMMIT REPROTECT FAILBACK PLANNED_FAILOVER UNPLANNED_FAILOVER CLEAN_UP_TEST_FAILOVER
            COMMIT_AUTOMATIC  | ACTION_NOT_ALLOWED    | There is nothing to commit for {machine}. | In the scenario {scenario} a failover commits by itself. | | REPROTECT FAILBACK PLANNED_FAILOVER UNPLANNED_FAILOVER CLEAN_UP_TEST_FAILOVER
            COMPLETE_INSTEAD  | ACTION_NOT_ALLOWED    | There is nothing to commit for {machine}. | A {scenario} is completed, not committed. | | COMPLETE_MIGRATION UNPLANNED_FAILOVER CLEAN_UP_TEST_FAILOVER UNPROTECT
            NOT_A_MIGRATION   | ACTION_NOT_ALLOWED    | There is no migration of {machine} to complete. | The scenario {scenario} is none; its failovers are committed. | | COMMIT REPROTECT FAILBACK PLANNED_FAILOVER UNPLANNED_FAILOVER CLEAN_UP_TEST_FAILOVER
            NO_POINTS_KEPT    | ACTION_NOT_ALLOWED    | {machine} has no recovery points. | In the scenario {scenario} two arrays hold the same, and nothing of the past. | | TEST_FAILOVER CLEAN_UP_TEST_FAILOVER REPROTECT
            NO_MARKS          | ACTION_NOT_ALLOWED    | No point of {machine} can be marked. | In the scenario {scenario} recovery points are made by the host or not at all. | | TEST_FAILOVER CLEAN_UP_TEST_FAILOVER COMMIT REPROTECT
            NO_POINT_YET      | NO_POINT_YET          | Machine {machine} has no recovery point yet. | Its initial replication has not finished. | Wait for it: continuo machines shows its data state. | COMMIT
            DATA_BEHIND       | ACTION_NOT_ALLOWED    | {machine} cannot be failed over without loss yet. | Its data state is {data}: what is missing is being sent. | Wait until it is delta: continuo machines. |
            DATA_STANDS       | ACTION_NOT_ALLOWED    | {machine} cannot be failed over without loss. | Its data state is {data}: its last changes would not arrive. | Put that right first, and the planned one is possible again. | UNPLANNED_FAILOVER
            NOT_REPLICATING   | ACTION_NOT_ALLOWED    | {machine} does not replicate. | Its direction is none: nothing it writes is sent anywhere. | | UNPLANNED_FAILOVER
            PART_OF_GROUP     | ACTION_NOT_ALLOWED    | {machine} cannot be operated alone. | It is part of a replication group, and its arrays know only the group. | | WHOLE_GROUP
            WRONG_PLACE       | ACTION_NOT_ALLOWED    | {machine} cannot fail back to there. | In the scenario {scenario} a failback goes to {landings}. | | OTHER_PLACE
            """;

    public static final List<ReasonRow> TABLE =
            Tables.rows(SOURCE, 6).stream().map(Reasons::row).toList();

    private static final Map<RefusalReason, ReasonRow> BY_REASON =
            TABLE.stream().collect(Collectors.toMap(ReasonRow::reason, Function.identity()));

    private Reasons() {}

    public static ReasonRow of(RefusalReason reason) {
        return BY_REASON.get(reason);
    }

    private static ReasonRow row(List<String> cells) {
        return new ReasonRow(
                Tables.value(RefusalReason.class, cells.get(0)),
                Tables.value(ErrorCode.class, cells.get(1)),
                cells.get(2),
                cells.get(3),
                cells.get(4),
                Tables.values(Nearest.class, cells.get(5)));
    }
}
