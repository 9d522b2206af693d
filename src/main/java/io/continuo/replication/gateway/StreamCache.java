package io.continuo.replication.gateway;

import io.continuo.replication.files.DurableDirectories;
import io.continuo.replication.journal.DataKey;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FramePool;
import io.continuo.replication.stream.Position;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a process server keeps of one machine's stream on disk: frames in order, without a gap, read
 * in that order, and deleted by whole segments once the target holds them. After a crash it goes on
 * with all that was durable; a torn tail is cut.
 *
 * <p>One thread appends, one reads; everything else may be called from any.
 */
final class StreamCache implements Closeable {
    private static final long SEGMENT_BYTES = 16L << 20;
    private static final String SUFFIX = ".cache";

    /** A segment, and what of the stream is in it. */
    private static final class Part {
        private final CacheSegment file;
        private final long first;

        Part(CacheSegment file, long first) {
            this.file = file;
            this.first = first;
        }
    }

    private final Path directory;
    private final UUID stream;
    private final DataKey key;
    private final FramePool pool;
    private final TreeMap<Long, Part> parts = new TreeMap<>();
    private long numbers;

    /** What was appended last; may not be durable. */
    private CacheSegment.Head newest;

    /** What is durable. */
    private Position end = Position.START;

    private boolean inside;
    private boolean rolled = true;

    /** Whether nothing was appended since the last sync. */
    private boolean idle = true;

    private long released;
    private long bytes;

    // Where it is read.
    private Part reading;
    private long readAt;

    StreamCache(Path directory, UUID stream, DataKey key, FramePool pool) {
        this.directory = directory;
        this.stream = stream;
        this.key = key;
        this.pool = pool;
    }

    /** Goes on with what a process before has left. */
    synchronized void recover() throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (var all = Files.newDirectoryStream(directory)) {
                for (Path file : all) {
                    if (file.getFileName().toString().endsWith(SUFFIX)) {
                        files.add(file);
                    }
                }
            }
        }
        files.sort(Comparator.comparing(file -> file.getFileName().toString()));
        boolean whole = true;
        for (Path file : files) {
            whole = whole && take(file);
            if (!whole) {
                // Nothing may stand behind a gap.
                Files.deleteIfExists(file);
            }
        }
        if (!parts.isEmpty()) {
            cutTail();
        }
        reading = parts.isEmpty() ? null : parts.firstEntry().getValue();
        readAt = CacheSegment.start();
        count();
    }

    private void count() {
        bytes = parts.values().stream().mapToLong(part -> part.file.length()).sum();
    }

    private boolean take(Path file) throws IOException {
        String name = file.getFileName().toString();
        long number = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()), 16);
        numbers = Math.max(numbers, number);
        Optional<CacheSegment> opened = CacheSegment.open(file, number, stream, key);
        if (opened.isEmpty()) {
            return false;
        }
        Optional<CacheSegment.Head> head = opened.get().head(CacheSegment.start());
        if (head.isEmpty()) {
            opened.get().close();
            return false;
        }
        parts.put(number, new Part(opened.get(), head.get().frame().firstSequence()));
        return true;
    }

    /** Reads the newest segment through; what is not whole there was never acknowledged. */
    private void cutTail() throws IOException {
        while (!parts.isEmpty()) {
            Part last = parts.lastEntry().getValue();
            long at = CacheSegment.start();
            Optional<CacheSegment.Head> head = last.file.head(at);
            while (head.isPresent() && follows(head.get()) && readable(last.file, at)) {
                newest = head.get();
                at = head.get().end();
                head = last.file.head(at);
            }
            if (at > CacheSegment.start()) {
                last.file.cut(at);
                moved();
                return;
            }
            parts.pollLastEntry();
            last.file.delete();
        }
    }

    private boolean follows(CacheSegment.Head head) {
        return newest == null || head.frame().firstSequence() <= newest.frame().lastSequence() + 1;
    }

    private boolean readable(CacheSegment file, long at) {
        try (Frame frame = file.read(at, pool).frame()) {
            return frame != null;
        } catch (IOException e) {
            return false;
        }
    }

    private void moved() {
        end =
                new Position(
                        newest.frame().epoch(),
                        newest.frame().lastSequence(),
                        newest.frame().lastTimeMicros());
        inside = newest.inside();
    }

    synchronized boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Sequence of the first change in it. */
    synchronized long first() {
        return parts.isEmpty() ? end.sequence() + 1 : parts.firstEntry().getValue().first;
    }

    /** Everything in it up to here is durable. */
    synchronized Position end() {
        return end;
    }

    /** Whether an initial replication or resync is under way there. */
    synchronized boolean insideAtEnd() {
        return inside;
    }

    /** Bytes it takes on disk. */
    synchronized long bytes() {
        return bytes;
    }

    /** Whether no more than so many durable bytes are not read yet. */
    synchronized boolean unreadAtMost(long most) {
        long sum = 0;
        if (reading != null) {
            for (Part part : parts.tailMap(reading.file.number(), true).values()) {
                long from = part == reading ? readAt : CacheSegment.start();
                sum += Math.max(0, part.file.synced() - from);
                if (sum > most) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Puts a frame behind the last one; durable after {@link #sync}. Does not own the frame, whose
     * body is no longer plain then.
     *
     * @param insideAfter whether an initial replication or resync is under way behind it
     * @throws IOException it did not go; nothing since the last sync counts
     */
    void append(Frame frame, long arrivalMicros, boolean insideAfter) throws IOException {
        synchronized (this) {
            idle = false;
        }
        Part part = writing(frame.header().firstSequence());
        CacheSegment.Head head =
                new CacheSegment.Head(frame.header(), arrivalMicros, insideAfter, 0);
        long before = part.file.length();
        part.file.append(frame, arrivalMicros, insideAfter);
        synchronized (this) {
            bytes += part.file.length() - before;
            newest = head;
        }
    }

    private Part writing(long first) throws IOException {
        synchronized (this) {
            if (!rolled && !parts.isEmpty()) {
                Part last = parts.lastEntry().getValue();
                if (last.file.length() < SEGMENT_BYTES) {
                    return last;
                }
            }
        }
        syncNewest();
        DurableDirectories.create(directory);
        long number;
        synchronized (this) {
            number = ++numbers;
        }
        Path path = directory.resolve(String.format("%016x%s", number, SUFFIX));
        Part fresh = new Part(CacheSegment.create(path, number, stream, key), first);
        DurableDirectories.sync(directory);
        synchronized (this) {
            parts.put(number, fresh);
            bytes += fresh.file.length();
            rolled = false;
            if (reading == null) {
                reading = fresh;
                readAt = CacheSegment.start();
            }
        }
        return fresh;
    }

    /**
     * Makes all that was appended durable.
     *
     * @throws IOException it is not, and never will be (invariant 4): nothing of it counts
     */
    void sync() throws IOException {
        syncNewest();
        synchronized (this) {
            idle = true;
            release(released);
        }
    }

    private void syncNewest() throws IOException {
        Part last;
        synchronized (this) {
            if (rolled || parts.isEmpty()) {
                return;
            }
            last = parts.lastEntry().getValue();
        }
        if (last.file.synced() == last.file.length()) {
            return;
        }
        last.file.sync();
        synchronized (this) {
            moved();
        }
    }

    /** Gives up what was appended and is not durable; a new segment begins behind what is. */
    synchronized void abandonTail() {
        rolled = true;
        idle = true;
        if (parts.isEmpty()) {
            return;
        }
        Part last = parts.lastEntry().getValue();
        if (last.file.synced() <= CacheSegment.start()) {
            remove(parts.pollLastEntry().getValue());
        } else {
            last.file.cut(last.file.synced());
            count();
        }
    }

    /** Where the next record to be read is, if one is durable. */
    private synchronized Optional<Part> place() {
        while (reading != null) {
            var next = parts.higherEntry(reading.file.number());
            boolean over = readAt >= reading.file.synced();
            if (!over && next != null) {
                // A segment ends where the next begins, also where more was written to it.
                try {
                    Optional<CacheSegment.Head> head = reading.file.head(readAt);
                    over =
                            head.isEmpty()
                                    || head.get().frame().firstSequence() >= next.getValue().first;
                } catch (IOException e) {
                    over = false;
                }
            }
            if (!over) {
                return Optional.of(reading);
            }
            if (next == null || next.getValue().file.synced() <= CacheSegment.start()) {
                return Optional.empty();
            }
            reading = next.getValue();
            readAt = CacheSegment.start();
        }
        return Optional.empty();
    }

    /** What the next frame's head says; nothing if every durable one was read. */
    Optional<CacheSegment.Head> peek() throws IOException {
        Optional<Part> place = place();
        return place.isEmpty() ? Optional.empty() : place.get().file.head(readAt);
    }

    /**
     * Reads the next frame; nothing if every durable one was read.
     *
     * @throws IOException it cannot be read, or is not what was written
     */
    Optional<CacheSegment.Kept> next() throws IOException {
        Optional<Part> place = place();
        if (place.isEmpty()) {
            return Optional.empty();
        }
        CacheSegment.Kept kept = place.get().file.read(readAt, pool);
        synchronized (this) {
            if (reading == place.get()) {
                readAt = kept.end();
            }
        }
        return Optional.of(kept);
    }

    /** Reads on with the frame that holds the change after {@code sequence}. */
    synchronized void seek(long sequence) throws IOException {
        if (parts.isEmpty()) {
            return;
        }
        Part at = parts.firstEntry().getValue();
        for (Part part : parts.values()) {
            if (part.first <= sequence + 1) {
                at = part;
            }
        }
        reading = at;
        readAt = CacheSegment.start();
        Optional<CacheSegment.Head> head = at.file.head(readAt);
        while (head.isPresent()
                && readAt < at.file.synced()
                && head.get().frame().lastSequence() <= sequence) {
            readAt = head.get().end();
            head = at.file.head(readAt);
        }
    }

    /** The target holds everything up to here. */
    synchronized void release(long upTo) {
        released = upTo;
        while (!parts.isEmpty()) {
            Part oldest = parts.firstEntry().getValue();
            var next = parts.higherEntry(oldest.file.number());
            boolean over =
                    next != null
                            ? next.getValue().first <= upTo + 1
                            : idle && end.sequence() <= upTo;
            if (!over) {
                return;
            }
            parts.pollFirstEntry();
            remove(oldest);
        }
    }

    /** Nothing of it counts any more. */
    synchronized void clear() {
        parts.values().forEach(this::delete);
        parts.clear();
        reading = null;
        newest = null;
        rolled = true;
        bytes = 0;
        end = Position.START;
    }

    private void remove(Part part) {
        if (reading == part) {
            reading = parts.isEmpty() ? null : parts.firstEntry().getValue();
            readAt = CacheSegment.start();
        }
        if (parts.isEmpty()) {
            rolled = true;
        }
        bytes -= part.file.length();
        delete(part);
    }

    private void delete(Part part) {
        try {
            part.file.delete();
        } catch (IOException e) {
            // It only takes room; the next start looks at it again.
        }
    }

    @Override
    public synchronized void close() throws IOException {
        for (Part part : parts.values()) {
            part.file.close();
        }
    }
}
