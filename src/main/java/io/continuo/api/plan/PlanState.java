package io.continuo.api.plan;

/** Whether a plan can be trusted. */
public enum PlanState {
    /** No test run of this version has succeeded and been cleaned up. */
    NEEDS_VERIFICATION,
    VERIFIED
}
