package io.continuo.api.machine;

/** What a person may ask for a machine. */
public enum Action {
    TEST_FAILOVER,
    CLEAN_UP_TEST_FAILOVER,
    MARK_POINT,
    EXPORT_POINT,
    UNPROTECT
}
