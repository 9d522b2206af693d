package io.continuo.api.topology;

/** Roles of servers (ARCHITECTURE.md). */
public enum ServerRole {
    CONFIGURATION_SERVER,
    PROCESS_SERVER,
    MASTER_TARGET,
    MOBILITY_SERVICE
}
