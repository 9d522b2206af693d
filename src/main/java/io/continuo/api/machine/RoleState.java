package io.continuo.api.machine;

/** Which side plays which part (DOMAIN.md: three attributes). */
public enum RoleState {
    PROTECTED,
    TEST_STARTING,
    TEST_RUNNING,
    TEST_CLEANING,
    FAILING_OVER,
    COMMIT_PENDING,
    COMMITTED,
    REPROTECTING,
    FAILING_BACK,
    MIGRATED
}
