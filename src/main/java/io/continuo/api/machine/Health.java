package io.continuo.api.machine;

/** Computed from facts, never stored; the worst wins. Declared from best to worst, unknown last. */
public enum Health {
    HEALTHY,
    WARNING,
    CRITICAL,
    UNKNOWN
}
