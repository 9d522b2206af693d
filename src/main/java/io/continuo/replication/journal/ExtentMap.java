package io.continuo.replication.journal;

/**
 * What one disk's newest changes up to a point are: pieces in order of offset that do not overlap.
 * Between them the base image counts.
 */
public final class ExtentMap {
    private final int count;
    private final long[] starts;
    private final long[] ends;
    private final int[] segments;
    private final int[] records;
    private final int[] payloads;

    /**
     * @param segments index of the segment in its slice, or -1 for zeros
     */
    ExtentMap(
            int count, long[] starts, long[] ends, int[] segments, int[] records, int[] payloads) {
        this.count = count;
        this.starts = starts;
        this.ends = ends;
        this.segments = segments;
        this.records = records;
        this.payloads = payloads;
    }

    /** How many pieces there are. */
    public int count() {
        return count;
    }

    /** The first piece that ends behind {@code offset}; {@link #count()} if there is none. */
    public int firstEndingAfter(long offset) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Offset of a piece's first byte. */
    public long start(int piece) {
        return starts[piece];
    }

    /** Offset behind a piece's last byte. */
    public long end(int piece) {
        return ends[piece];
    }

    /** Whether a piece reads as zeros. */
    public boolean isZero(int piece) {
        return segments[piece] < 0;
    }

    int segment(int piece) {
        return segments[piece];
    }

    int record(int piece) {
        return records[piece];
    }

    /** Where a piece's first byte is in its record's plain payload. */
    int payload(int piece) {
        return payloads[piece];
    }
}
