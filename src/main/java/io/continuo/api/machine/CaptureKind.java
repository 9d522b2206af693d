package io.continuo.api.machine;

/** How a disk's user reaches it, so that every write is seen. */
public enum CaptureKind {
    /** Over NBD: for guests of QEMU and other NBD clients. */
    NBD,
    /** As a block device of the agent's system as well: FUSE with a loop device on top. */
    FUSE,
    /**
     * Not at all by us: a running QEMU records which blocks change, and they are read from a
     * snapshot of it once in an interval. Disks are given as {@code qmp:SOCKET#NAME}.
     */
    QEMU;

    /** What a disk's path begins with where its QEMU is asked for it. */
    public static final String QMP_SCHEME = "qmp:";

    /** Whether a disk is one of a running QEMU, by its path. */
    public static boolean ofQemu(String path) {
        return path.startsWith(QMP_SCHEME);
    }
}
