package io.continuo.api.error;

/**
 * What is legal in place of what was refused (invariant 9): an operation of the same name as in
 * {@code api.machine.Action}, or one of the others.
 */
public enum Nearest {
    /** Nothing but waiting: something runs, or has to be put right first. */
    WAIT,
    /** The same for the whole group. */
    WHOLE_GROUP,
    /** The same to another place. */
    OTHER_PLACE,
    /** Protection in a scenario that can be had. */
    PROTECT,
    TEST_FAILOVER,
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
    UNPROTECT
}
