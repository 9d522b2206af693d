package io.continuo.api.plan;

/** What a plan does when nobody answered a manual step in time. */
public enum AtDeadline {
    /** The step has failed. */
    STOP,
    /** The plan goes on as if it had been answered. */
    CONTINUE
}
