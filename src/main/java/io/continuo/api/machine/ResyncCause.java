package io.continuo.api.machine;

/**
 * Why a replica has to be brought up other than by its machine's changes in order (DOMAIN.md:
 * resync and retry).
 */
public enum ResyncCause {
    /** Nothing was replicated yet. */
    INITIAL(ChangeLogMode.BITMAP, false),
    /** The line was away for longer than the change log lasts. */
    LINE_AWAY(ChangeLogMode.BITMAP, false),
    /** The machine writes faster than its changes can be taken away. */
    LINE_SLOW(ChangeLogMode.BITMAP, false),
    /** The change log on the agent's disk could not be written or read. */
    LOG_FAILED(ChangeLogMode.BITMAP, false),
    /** A write to the protected disk itself failed half way. */
    DISK_WRITE_FAILED(ChangeLogMode.BITMAP, false),
    /**
     * The agent stopped while changes were under way: its activity log says which regions to
     * compare, so there is nothing to wait for.
     */
    UNCLEAN_STOP(ChangeLogMode.RESYNC_REQUIRED, false),
    /** The replica lacks what it had confirmed, so no newer point exists until it is compared. */
    REPLICA_BEHIND(ChangeLogMode.RESYNC_REQUIRED, false),
    /** What changed reached half of the disks' size. */
    LOG_HALF_OF_DISK(ChangeLogMode.RESYNC_REQUIRED, true),
    /** A disk was changed while nobody captured it. */
    DISK_CHANGED(ChangeLogMode.RESYNC_REQUIRED, true),
    /** QEMU was started anew, without its record of what changed. */
    QEMU_RESTARTED(ChangeLogMode.RESYNC_REQUIRED, true),
    /** A disk became smaller than it was; waits until it has its size again. */
    DISK_RESIZED(ChangeLogMode.RESYNC_REQUIRED, false),
    /** Somebody asked for it. */
    REQUESTED(ChangeLogMode.RESYNC_REQUIRED, false);

    private final ChangeLogMode mode;
    private final boolean waits;

    ResyncCause(ChangeLogMode mode, boolean waits) {
        this.mode = mode;
        this.waits = waits;
    }

    /** What the change log is in because of it. */
    public ChangeLogMode mode() {
        return mode;
    }

    /**
     * Whether it waits for its policy's window unless somebody starts it: what may load disks and
     * line for long does, the rest starts as soon as the line allows.
     */
    public boolean waitsForWindow() {
        return waits;
    }
}
