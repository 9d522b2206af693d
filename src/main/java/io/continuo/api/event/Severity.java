package io.continuo.api.event;

/** How much an event matters. */
public enum Severity {
    INFO,
    WARNING,
    CRITICAL
}
