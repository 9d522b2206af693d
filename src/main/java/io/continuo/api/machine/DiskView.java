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
 * @param fileBytes size of the file or block device now; 0 where its agent does not say. More than
 *     {@code sizeBytes} while a disk that grew is not replicated whole
 */
public record DiskView(
        int index,
        String path,
        long sizeBytes,
        String nbdUri,
        long churnBytesPerSecond,
        long waitingBytes,
        DataState dataState,
        String devicePath,
        long fileBytes) {
    public DiskView {
        devicePath = devicePath == null ? "" : devicePath;
    }

    /** As large as it is protected. */
    public DiskView(
            int index,
            String path,
            long sizeBytes,
            String nbdUri,
            long churnBytesPerSecond,
            long waitingBytes,
            DataState dataState,
            String devicePath) {
        this(
                index,
                path,
                sizeBytes,
                nbdUri,
                churnBytesPerSecond,
                waitingBytes,
                dataState,
                devicePath,
                0);
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
                device,
                fileBytes);
    }

    public DiskView withFileBytes(long bytes) {
        return new DiskView(
                index,
                path,
                sizeBytes,
                nbdUri,
                churnBytesPerSecond,
                waitingBytes,
                dataState,
                devicePath,
                bytes);
    }
}
