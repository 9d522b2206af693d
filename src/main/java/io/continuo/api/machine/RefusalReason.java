package io.continuo.api.machine;

/**
 * Why an {@link Action} is not legal now. Each has a row of words in the server's table of reasons;
 * a console may say it in its own language.
 */
public enum RefusalReason {
    ENABLING,
    DISABLING,
    DRILL_STARTING,
    DRILL_RUNNING,
    DRILL_CLEANING,
    NO_DRILL,
    FAILING_OVER,
    COMMIT_FIRST,
    COMMITTED_ALREADY,
    REPROTECT_FIRST,
    REPROTECTING,
    FAILING_BACK,
    MIGRATED,
    NOT_FAILED_OVER,
    NOT_REVERSED,
    RUNS_AT_RECOVERY,
    /** The scenario has it, but not in this direction. */
    NOT_IN_REVERSE,
    NO_PLANNED,
    NO_WAY_BACK,
    NO_CANCEL,
    COMMIT_AUTOMATIC,
    COMPLETE_INSTEAD,
    NOT_A_MIGRATION,
    /** What captures keeps no points of the past. */
    NO_POINTS_KEPT,
    /** What captures makes points by itself only. */
    NO_MARKS,
    NO_POINT_YET,
    DATA_BEHIND,
    DATA_STANDS,
    NOT_REPLICATING,
    PART_OF_GROUP,
    WRONG_PLACE
}
