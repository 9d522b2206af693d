package io.continuo.replication.target;

import io.continuo.replication.journal.ExtentMap;
import io.continuo.replication.journal.Slice;
import io.continuo.replication.nbd.NbdExport.ExtentConsumer;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One disk as it was at a point: the newest changes up to there, over the base image. */
final class PointDisk {
    private static final int COPY_BYTES = 1 << 20;

    private final SparseFile base;
    private final Slice slice;
    private final ExtentMap map;
    private final long size;

    /** All there is of the disk. */
    PointDisk(SparseFile base, Slice slice, ExtentMap map) {
        this(base, slice, map, base.size());
    }

    /**
     * @param size bytes of the disk then; what base and slice hold behind that is of later points
     */
    PointDisk(SparseFile base, Slice slice, ExtentMap map, long size) {
        this.base = base;
        this.slice = slice;
        this.map = map;
        this.size = size;
    }

    long size() {
        return size;
    }

    /** Fills {@code target}'s remaining bytes from {@code offset}. */
    void read(long offset, ByteBuffer target) throws IOException {
        long at = offset;
        long end = offset + target.remaining();
        int first = map.firstEndingAfter(offset);
        int piece = first;
        while (at < end) {
            long start = piece < map.count() ? Math.min(end, map.start(piece)) : end;
            if (start > at) {
                readBase(at, start, target);
                at = start;
                continue;
            }
            long stop = Math.min(end, map.end(piece));
            if (map.isZero(piece)) {
                fillZeros(target, (int) (stop - at));
            } else {
                // Filled below: the order on the disk is the worst to decode in.
                target.position(target.position() + (int) (stop - at));
            }
            at = stop;
            piece++;
        }
        readPieces(offset, end, first, piece, target);
    }

    private void readPieces(long offset, long end, int first, int after, ByteBuffer target)
            throws IOException {
        int origin = target.position() - (int) (end - offset);
        ByteBuffer part = target.duplicate();
        for (int piece : slice.piecesAsStored(map, first, after)) {
            long start = Math.max(offset, map.start(piece));
            long stop = Math.min(end, map.end(piece));
            part.position(origin + (int) (start - offset));
            slice.copy(map, piece, start - map.start(piece), part, (int) (stop - start));
        }
    }

    private void readBase(long from, long to, ByteBuffer target) throws IOException {
        int limit = target.limit();
        target.limit(target.position() + (int) (to - from));
        base.read(from, target);
        target.limit(limit);
    }

    private static void fillZeros(ByteBuffer target, int length) {
        int at = target.position();
        int end = at + length;
        for (; at + 8 <= end; at += 8) {
            target.putLong(at, 0);
        }
        for (; at < end; at++) {
            target.put(at, (byte) 0);
        }
        target.position(end);
    }

    /**
     * Tells what is known of a range: data, or zeros that take no room; in order, merged or not.
     */
    void extents(long offset, long length, ExtentConsumer consumer) {
        long at = offset;
        long end = offset + length;
        int piece = map.firstEndingAfter(offset);
        boolean more = true;
        while (at < end && more) {
            long start = piece < map.count() ? Math.min(end, map.start(piece)) : end;
            if (start > at) {
                long data = Math.min(start, base.nextData(at));
                boolean hole = data > at;
                long stop = hole ? data : Math.min(start, Math.max(at + 1, base.nextHole(at)));
                more = consumer.extent(stop - at, hole, hole);
                at = stop;
                continue;
            }
            long stop = Math.min(end, map.end(piece));
            more = consumer.extent(stop - at, map.isZero(piece), map.isZero(piece));
            at = stop;
            piece++;
        }
    }

    /** Bytes that have to be read to know the whole disk. */
    long dataBytes() {
        long[] bytes = new long[1];
        extents(
                0,
                size(),
                (length, hole, zero) -> {
                    bytes[0] += zero ? 0 : length;
                    return true;
                });
        return bytes[0];
    }

    /**
     * Gives all data to {@code sink}, in the order it is stored and not in that of the disk: what
     * was written at random would else be decoded once for each few bytes of it.
     */
    void copyTo(Sink sink) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(COPY_BYTES);
        long at = 0;
        for (int piece = 0; piece <= map.count(); piece++) {
            copyBase(at, piece < map.count() ? map.start(piece) : size(), buffer, sink);
            at = piece < map.count() ? map.end(piece) : size();
        }
        for (int piece : slice.piecesAsStored(map, 0, map.count())) {
            long length = Math.min(size, map.end(piece)) - map.start(piece);
            for (long skip = 0; skip < length; skip += COPY_BYTES) {
                buffer.clear();
                slice.copy(map, piece, skip, buffer, (int) Math.min(COPY_BYTES, length - skip));
                sink.take(map.start(piece) + skip, buffer.flip());
            }
        }
    }

    private void copyBase(long from, long to, ByteBuffer buffer, Sink sink) throws IOException {
        long at = from;
        while (at < to) {
            at = base.nextData(at);
            long stop = at < to ? Math.min(to, Math.max(at + 1, base.nextHole(at))) : to;
            while (at < stop) {
                buffer.clear().limit((int) Math.min(COPY_BYTES, stop - at));
                base.read(at, buffer);
                buffer.flip();
                long read = buffer.remaining();
                sink.take(at, buffer);
                at += read;
            }
        }
    }

    /** Takes the data of a disk. */
    @FunctionalInterface
    interface Sink {
        void take(long offset, ByteBuffer data) throws IOException;
    }
}
