package io.continuo.replication.journal;

import io.continuo.replication.stream.Position;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of a journal. Its extents are in memory while it is written, and read from its index
 * when needed afterwards.
 */
final class Segment {
    /** Bytes a segment grows to. */
    static final int BYTES = 64 << 20;

    private static final String PREFIX = "segment-";
    private static final String SUFFIX = ".log";

    private final long number;
    private final Path path;
    private final long firstSequence;
    private final List<Landmark> landmarks = new ArrayList<>();
    private final ExtentTable table;
    private SoftReference<ExtentTable.Columns> loaded = new SoftReference<>(null);
    private Position last;
    private long durableEnd;
    private boolean indexed;
    private int users;
    private boolean dropped;
    private volatile long lostFrom = Long.MAX_VALUE;

    /**
     * @param firstSequence of the first change that is new in it
     * @param before position before that
     * @param table its extents, or null if they are in its index
     */
    Segment(Path directory, long number, long firstSequence, Position before, ExtentTable table) {
        this.number = number;
        this.path = directory.resolve(name(number));
        this.firstSequence = firstSequence;
        this.last = before;
        this.table = table;
    }

    static String name(long number) {
        return PREFIX + "%016x".formatted(number) + SUFFIX;
    }

    /** The number in a segment's file name, or -1. */
    static long number(Path file) {
        String name = file.getFileName().toString();
        if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) {
            return -1;
        }
        try {
            return Long.parseUnsignedLong(
                    name.substring(PREFIX.length(), name.length() - SUFFIX.length()), 16);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    long number() {
        return number;
    }

    Path path() {
        return path;
    }

    Path indexPath() {
        return path.resolveSibling(name(number).replace(SUFFIX, ".idx"));
    }

    long firstSequence() {
        return firstSequence;
    }

    ExtentTable table() {
        return table;
    }

    /** Position of the last durable change in it. */
    synchronized Position last() {
        return last;
    }

    /** Bytes of it that are durable. */
    synchronized long durableEnd() {
        return durableEnd;
    }

    synchronized List<Landmark> landmarks() {
        return List.copyOf(landmarks);
    }

    /** More of it is durable. */
    synchronized void publish(int extents, List<Landmark> more, Position end, long endByte) {
        if (table != null) {
            table.publish(extents);
        }
        landmarks.addAll(more);
        last = end;
        durableEnd = endByte;
    }

    /** Its index is on disk, so that its extents need no memory. */
    synchronized void indexed(ExtentTable.Columns columns) {
        indexed = true;
        loaded = new SoftReference<>(columns);
    }

    synchronized boolean isIndexed() {
        return indexed;
    }

    /** Its durable extents. */
    ExtentTable.Columns extents(Loader loader) throws IOException {
        synchronized (this) {
            if (!indexed) {
                return table.snapshot();
            }
            ExtentTable.Columns columns = loaded.get();
            if (columns != null) {
                return columns;
            }
        }
        ExtentTable.Columns columns = loader.load(this);
        synchronized (this) {
            loaded = new SoftReference<>(columns);
        }
        return columns;
    }

    /** Changes from this sequence on cannot all be read. */
    void lose(long sequence) {
        lostFrom = Math.min(lostFrom, sequence);
    }

    /** Sequence of the first change that is damaged, or else the highest number. */
    long lostFrom() {
        return lostFrom;
    }

    /** One more user of its file. */
    synchronized void use() {
        users++;
    }

    /** One user less; true if the file may go now. */
    synchronized boolean release() {
        users--;
        return dropped && users == 0;
    }

    /** No longer part of the journal; true if the file may go now. */
    synchronized boolean drop() {
        dropped = true;
        return users == 0;
    }

    /** Reads the extents of a segment whose index is on disk. */
    @FunctionalInterface
    interface Loader {
        ExtentTable.Columns load(Segment segment) throws IOException;
    }
}
