package io.continuo.api.component;

/** What a data-plane component does; one process may hold several. */
public enum ComponentRole {
    AGENT,
    PROCESS_SERVER,
    MASTER_TARGET
}
