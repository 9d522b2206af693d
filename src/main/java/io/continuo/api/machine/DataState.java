package io.continuo.api.machine;

/** What is happening to a machine's data (DOMAIN.md: three attributes). */
public enum DataState {
    NONE,
    /** Initial replication runs. */
    INITIAL,
    /** Initial replication is done, its first recovery point is being made. */
    FINALIZING,
    DELTA,
    RESYNC_REQUIRED,
    RESYNCING,
    PAUSED,
    ERROR,
    FROZEN
}
