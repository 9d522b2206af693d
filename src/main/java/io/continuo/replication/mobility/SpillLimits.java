package io.continuo.replication.mobility;

import io.continuo.api.machine.ResyncCause;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much of a machine's change log may be on disk.
 *
 * @param settingBytes what the agent was told; 0 for none
 * @param disksBytes size of the machine's disks together
 */
record SpillLimits(long settingBytes, long disksBytes) {
    /**
     * Of the agent's volume, this much is left to others: a tenth, or 10 GiB where that is less.
     */
    private static final long KEEP_FREE_MOST = 10L << 30;

    private static final int KEEP_FREE_PART = 10;
    private static final long SEGMENT_MOST = 64L << 20;
    private static final long SEGMENT_LEAST = 256L << 10;
    private static final int SEGMENTS = 16;

    /** A change log that reaches half of the disks' size is no longer worth keeping. */
    static long half(long disksBytes) {
        return disksBytes / 2;
    }

    /** Most bytes there may be. */
    long bytes() {
        return Math.min(settingBytes, half(disksBytes));
    }

    boolean allowed() {
        return settingBytes > 0;
    }

    /** Why no more goes there once {@link #bytes} are. */
    Reason reached() {
        return half(disksBytes) <= settingBytes
                ? Reason.HALF_OF_DISK
                : new Reason(
                        ResyncCause.LINE_AWAY,
                        Reason.LINE_AWAY.text()
                                + " It may hold "
                                + (settingBytes >> 20)
                                + " MiB on disk.");
    }

    long segmentBytes() {
        return Math.clamp(bytes() / SEGMENTS, SEGMENT_LEAST, SEGMENT_MOST);
    }

    /**
     * @throws IOException the volume is as full as we may make it
     */
    void checkFree(Path directory) throws IOException {
        FileStore store = Files.getFileStore(directory);
        long keep = Math.min(KEEP_FREE_MOST, store.getTotalSpace() / KEEP_FREE_PART);
        if (store.getUsableSpace() < keep + segmentBytes()) {
            throw new IOException(
                    "only "
                            + (store.getUsableSpace() >> 20)
                            + " MiB are free where the agent keeps its data, and "
                            + (keep >> 20)
                            + " MiB are left to others");
        }
    }
}
