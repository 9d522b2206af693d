package io.continuo.replication.journal;

import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.RecordType;

import java.util.Arrays;

/**
 * The extents of one segment in the order they were written, one array for each column: a view of a
 * million extents must not be a million objects.
 *
 * <p>One thread adds; {@link #snapshot()} gives others what is published.
 */
final class ExtentTable {
    /** {@link #kinds}: the extent's bytes are in a record. */
    static final int DATA = 0;

    /** {@link #kinds}: the extent reads as zeros. */
    static final int ZERO = 1;

    private long[] offsets;
    private int[] lengths;
    private int[] sequences;
    private int[] records;
    private int[] payloads;
    private int[] kinds;
    private int count;
    private int published;

    ExtentTable(int capacity) {
        offsets = new long[capacity];
        lengths = new int[capacity];
        sequences = new int[capacity];
        records = new int[capacity];
        payloads = new int[capacity];
        kinds = new int[capacity];
    }

    /**
     * Adds one.
     *
     * @param sequence counted from the segment's first
     * @param recordAt where its record starts in the segment
     */
    synchronized void add(ChangeRecord change, int sequence, int recordAt) {
        if (count == offsets.length) {
            grow();
        }
        offsets[count] = change.offset();
        lengths[count] = change.length();
        sequences[count] = sequence;
        records[count] = recordAt;
        payloads[count] = change.payloadOffset();
        kinds[count] = kind(change.disk(), change.type() == RecordType.WRITE ? DATA : ZERO);
        count++;
    }

    private void grow() {
        int capacity = Math.max(64, count * 2);
        offsets = Arrays.copyOf(offsets, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        sequences = Arrays.copyOf(sequences, capacity);
        records = Arrays.copyOf(records, capacity);
        payloads = Arrays.copyOf(payloads, capacity);
        kinds = Arrays.copyOf(kinds, capacity);
    }

    synchronized int count() {
        return count;
    }

    /** Makes the first {@code count} visible to {@link #snapshot()}. */
    synchronized void publish(int count) {
        published = count;
    }

    /** What is published, in arrays that no longer change up to there. */
    synchronized Columns snapshot() {
        return new Columns(published, offsets, lengths, sequences, records, payloads, kinds);
    }

    static int kind(int disk, int what) {
        return disk << 1 | what;
    }

    /**
     * Extents as columns; only the first {@code count} of each count.
     *
     * @param sequences counted from the segment's first
     * @param records where the record starts in the segment
     * @param payloads where the data starts in the record's plain payload
     * @param kinds disk and kind, as {@link #kind} makes it
     */
    record Columns(
            int count,
            long[] offsets,
            int[] lengths,
            int[] sequences,
            int[] records,
            int[] payloads,
            int[] kinds) {}
}
