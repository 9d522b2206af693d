package io.continuo.api.machine;

/** How a disk's user reaches it, so that every write is seen. */
public enum CaptureKind {
    /** Over NBD: for guests of QEMU and other NBD clients. */
    NBD,
    /** As a block device of the agent's system as well: FUSE with a loop device on top. */
    FUSE
}
