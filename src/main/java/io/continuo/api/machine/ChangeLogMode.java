package io.continuo.api.machine;

/** What an agent keeps of a machine's changes until the target holds them (DOMAIN.md: resync). */
public enum ChangeLogMode {
    /** Every change with its data, in memory and behind that on the agent's disk. */
    DATA,
    /**
     * Only which blocks changed: the data was more than the log may hold. They are read again and
     * sent as soon as the line allows.
     */
    BITMAP,
    /** The replica has to be compared, or so much changed that a resync is planned. */
    RESYNC_REQUIRED
}
