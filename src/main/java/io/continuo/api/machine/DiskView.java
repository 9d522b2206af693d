package io.continuo.api.machine;

/**
 * A protected disk.
 *
 * @param index 0-based place in its machine
 * @param path of the raw file or block device on the protected machine
 * @param sizeBytes its size
 * @param nbdUri what its user attaches to; stays the same over restarts; empty until capture runs
 * @param churnBytesPerSecond written over the last seconds
 * @param waitingBytes written and not yet durable at the target
 * @param dataState of this disk
 * @param devicePath the block device its user may use instead; empty unless captured by {@link
 *     CaptureKind#FUSE} and running
 */
public record DiskView(
        int index,
        String path,
        long sizeBytes,
        String nbdUri,
        long churnBytesPerSecond,
        long waitingBytes,
        DataState dataState,
        String devicePath) {
    public DiskView {
        devicePath = devicePath == null ? "" : devicePath;
    }

    /** Not a block device. */
    public DiskView(
            int index,
            String path,
            long sizeBytes,
            String nbdUri,
            long churnBytesPerSecond,
            long waitingBytes,
            DataState dataState) {
        this(index, path, sizeBytes, nbdUri, churnBytesPerSecond, waitingBytes, dataState, "");
    }

    public DiskView withDevicePath(String device) {
        return new DiskView(
                index,
                path,
                sizeBytes,
                nbdUri,
                churnBytesPerSecond,
                waitingBytes,
                dataState,
                device);
    }
}
