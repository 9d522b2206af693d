package io.continuo.replication.mobility;

import io.continuo.api.machine.ResyncCause;

/**
 * Why a replica is not consistent.
 *
 * @param text a sentence for people
 * @param routine whether that is how its machine is captured, and no trouble
 */
record Reason(ResyncCause cause, String text, boolean routine) {
    static final Reason INITIAL =
            new Reason(ResyncCause.INITIAL, "Initial replication is not finished.");
    static final Reason REPLICA_EMPTY = new Reason(ResyncCause.INITIAL, "The replica is empty.");
    static final Reason REPLICA_BEHIND =
            new Reason(
                    ResyncCause.REPLICA_BEHIND, "The replica does not hold what it had confirmed.");
    static final Reason UNCLEAN_STOP =
            new Reason(ResyncCause.UNCLEAN_STOP, "The agent stopped while changes were under way.");
    static final Reason DISK_CHANGED =
            new Reason(ResyncCause.DISK_CHANGED, "A disk was changed while it was not captured.");
    static final Reason DISK_SHRUNK =
            new Reason(
                    ResyncCause.DISK_RESIZED,
                    "A disk is smaller than when it was protected. Replication waits until it has"
                            + " its size again; older points stay valid.");
    static final Reason DISK_WRITE_FAILED =
            new Reason(ResyncCause.DISK_WRITE_FAILED, "A write to the disk failed half way.");
    static final Reason LINE_AWAY =
            new Reason(
                    ResyncCause.LINE_AWAY,
                    "The line was away for longer than the change log lasts.");
    static final Reason LINE_SLOW =
            new Reason(ResyncCause.LINE_SLOW, "The line is slower than the machine writes.");
    static final Reason LOG_SLOW =
            new Reason(
                    ResyncCause.LINE_SLOW,
                    "The machine writes faster than its changes can be put on disk.");
    static final Reason HALF_OF_DISK =
            new Reason(
                    ResyncCause.LOG_HALF_OF_DISK,
                    "What changed and did not travel reached half of the disks' size.");
    static final Reason QEMU_RESTARTED =
            new Reason(
                    ResyncCause.QEMU_RESTARTED,
                    "QEMU was started anew, and what it had recorded of changes is gone.");

    /** Trouble only where there is no room to say so. */
    static final Reason INTERVAL =
            new Reason(ResyncCause.LINE_SLOW, "The changes of an interval are under way.", true);

    static final Reason REQUESTED =
            new Reason(ResyncCause.REQUESTED, "Somebody asked for a resync.");
    static final Reason FOUND =
            new Reason(
                    ResyncCause.DISK_WRITE_FAILED, "Blocks were found that the replica may lack.");

    Reason(ResyncCause cause, String text) {
        this(cause, text, false);
    }
}
