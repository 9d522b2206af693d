package io.continuo.replication.qemu;

/**
 * What is ours inside a QEMU is called; by the stream, which is never used again for another
 * protection. Block nodes have at most 31 characters.
 */
record QemuNames(String prefix) {
    private static final int OF_STREAM = 8;

    static QemuNames of(String streamId) {
        return new QemuNames("continuo-" + streamId.substring(0, OF_STREAM));
    }

    boolean ours(String name) {
        return name.startsWith(prefix);
    }

    /** Records what changes, all the time. */
    String recording() {
        return prefix + "-live";
    }

    /** What changed and is not durable at the target for certain. */
    String interval() {
        return prefix + "-sent";
    }

    String job(int disk) {
        return prefix + "-job-" + disk;
    }

    /** The overlay that keeps what the guest overwrites. */
    String overlay(int disk) {
        return prefix + "-old-" + disk;
    }

    String file(int disk) {
        return prefix + "-file-" + disk;
    }

    String export(int disk) {
        return prefix + "-" + disk;
    }

    String create() {
        return prefix + "-create";
    }
}
