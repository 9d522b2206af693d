package io.continuo.api.component;

/** Whether a component can be talked to. */
public enum ComponentState {
    PRESENT,
    /** Not heard of for a while, or not since the server started. */
    SILENT,
    /** Cut off by an administrator; it has to enrol anew. */
    REVOKED
}
