package io.continuo.api.machine;

/** The stages a write passes, in order. */
public enum HopKind {
    CAPTURE,
    CHANGE_LOG,
    PROCESS_SERVER,
    LINK,
    JOURNAL
}
