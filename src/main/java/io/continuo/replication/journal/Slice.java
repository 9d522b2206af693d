package io.continuo.replication.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The changes after one position up to another. Its segments stay on disk while it is open, also
 * when they are folded meanwhile.
 */
public final class Slice implements AutoCloseable {
    private final List<Segment> segments;
    private final long from;
    private final long to;
    private final SegmentStore store;
    private final AtomicBoolean closed = new AtomicBoolean();

    Slice(List<Segment> segments, long from, long to, SegmentStore store) {
        this.segments = segments;
        this.from = from;
        this.to = to;
        this.store = store;
    }

    /** Changes up to this sequence are in the base already. */
    public long from() {
        return from;
    }

    /** Last sequence of the slice. */
    public long to() {
        return to;
    }

    /** The newest changes of a whole disk. */
    public ExtentMap map(int disk) throws IOException {
        return map(disk, 0, Long.MAX_VALUE);
    }

    /** The newest changes of a disk that touch a range. */
    public ExtentMap map(int disk, long start, long end) throws IOException {
        ExtentMerge merge = new ExtentMerge();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            collect(segment, i, disk, start, end, merge);
        }
        return merge.merge();
    }

    private void collect(
            Segment segment, int index, int disk, long start, long end, ExtentMerge merge)
            throws IOException {
        ExtentTable.Columns columns = segment.extents(store);
        if (to >= segment.lostFrom()) {
            throw new DamagedSegmentException(
                    segment.path(), "changes from " + segment.lostFrom() + " on are damaged");
        }
        long after = from - segment.firstSequence();
        long upTo = to - segment.firstSequence();
        int data = ExtentTable.kind(disk, ExtentTable.DATA);
        int zero = ExtentTable.kind(disk, ExtentTable.ZERO);
        merge.reserve(columns.count());
        for (int i = 0; i < columns.count(); i++) {
            int sequence = columns.sequences()[i];
            int kind = columns.kinds()[i];
            long first = columns.offsets()[i];
            long last = first + columns.lengths()[i];
            if ((kind == data || kind == zero)
                    && sequence > after
                    && sequence <= upTo
                    && first < end
                    && last > start) {
                merge.add(
                        first,
                        last,
                        kind == zero ? -1 : index,
                        columns.records()[i],
                        columns.payloads()[i]);
            }
        }
    }

    /**
     * Copies bytes of a data piece of one of this slice's maps.
     *
     * @param skip bytes of the piece to leave out at its start
     */
    public void copy(ExtentMap map, int piece, long skip, ByteBuffer target, int length)
            throws IOException {
        Segment segment = segments.get(map.segment(piece));
        DecodedFrame frame = store.payload(segment, map.record(piece));
        int at = Math.toIntExact(map.payload(piece) + skip);
        if (at + length > frame.length()) {
            throw new DamagedSegmentException(segment.path(), "a record is shorter than its index");
        }
        target.put(frame.bytes(), frame.start() + at, length);
    }

    /**
     * Data pieces from {@code first} to before {@code end}, in the order they are stored rather
     * than in that of the disk, so that each record is decoded once.
     */
    public int[] piecesAsStored(ExtentMap map, int first, int end) {
        long[] keys = new long[end - first];
        int data = 0;
        for (int i = first; i < end; i++) {
            if (!map.isZero(i)) {
                // Records start at blocks of 4 KiB: 14 bits name one within a segment.
                long block = map.record(i) / JournalFiles.BLOCK;
                keys[data++] = (long) map.segment(i) << 46 | block << 32 | i;
            }
        }
        Arrays.sort(keys, 0, data);
        int[] order = new int[data];
        for (int i = 0; i < data; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            store.release(segments);
        }
    }
}
