package io.continuo.api.machine;

/** What a person may ask for a machine (DOMAIN.md: operations by scenario). */
public enum Action {
    TEST_FAILOVER,
    CLEAN_UP_TEST_FAILOVER,
    /** Shuts the source down first and loses nothing. */
    PLANNED_FAILOVER,
    /** Goes on whether or not the source can be shut down. */
    UNPLANNED_FAILOVER,
    /** Starts the failed-over machine from another recovery point, until commit. */
    CHANGE_POINT,
    /** Keeps the failed-over machine and drops the recovery points. */
    COMMIT,
    /** Goes back to the source, until commit. */
    CANCEL_FAILOVER,
    /** Replicates the other way after a commit. */
    REPROTECT,
    /** The failover while the direction is {@link Direction#REVERSE}. */
    FAILBACK,
    /** Ends a migration in place of a commit. */
    COMPLETE_MIGRATION,
    MARK_POINT,
    EXPORT_POINT,
    UNPROTECT
}
