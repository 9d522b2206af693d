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
 */
public record DiskView(
        int index,
        String path,
        long sizeBytes,
        String nbdUri,
        long churnBytesPerSecond,
        long waitingBytes,
        DataState dataState) {}
