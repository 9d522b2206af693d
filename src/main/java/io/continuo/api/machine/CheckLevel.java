package io.continuo.api.machine;

/** Outcome of one check before an operation. */
public enum CheckLevel {
    REFUSE,
    WARN,
    PASS
}
