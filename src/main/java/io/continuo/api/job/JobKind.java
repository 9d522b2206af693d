package io.continuo.api.job;

/** What a job does. */
public enum JobKind {
    ENABLE_PROTECTION,
    CHANGE_DISKS,
    TEST_FAILOVER,
    TEST_FAILOVER_CLEANUP,
    PLANNED_FAILOVER,
    UNPLANNED_FAILOVER,
    CHANGE_POINT,
    COMMIT,
    CANCEL_FAILOVER,
    REPROTECT,
    EXPORT,
    DISABLE_PROTECTION,
    PLAN_RUN
}
