package io.continuo.api.plan;

/** How something of a plan differs from an earlier version. */
public enum PlanChangeKind {
    ADDED,
    REMOVED,
    MOVED,
    CHANGED
}
