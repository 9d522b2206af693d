package io.continuo.replication.mobility;

import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameCut;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.FramePool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The part of a machine's change log that is on the agent's disk: frames numbered as the ring is,
 * oldest first, in segments that are deleted as the target confirms them. It is memory by other
 * means: what is in it does not outlive the process, for after a crash the activity log says what
 * to compare, so nothing here is ever synced.
 *
 * <p>A segment is frames behind each other, each with its header and body and the checksums of both
 * ({@link FrameHeader}).
 */
final class ChangeSpill implements Closeable {
    private record Entry(Segment segment, long at, FrameHeader header) {
        long bytes() {
            return FrameHeader.BYTES + header.bodyLength();
        }
    }

    private static final class Segment {
        private final Path path;
        private final FileChannel file;
        private long length;
        private long last;

        Segment(Path path, FileChannel file) {
            this.path = path;
            this.file = file;
        }
    }

    private final Path directory;
    private final SpillLimits limits;
    private final FramePool pool;
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final TreeMap<Long, Segment> segments = new TreeMap<>();
    private long numbers;
    private volatile long bytes;
    private volatile int failures;
    private volatile long notBefore;

    /**
     * Begins an empty one: what a process before has left is deleted.
     *
     * @param directory made when first needed
     */
    ChangeSpill(Path directory, SpillLimits limits, FramePool pool) throws IOException {
        this.directory = directory;
        this.limits = limits;
        this.pool = pool;
        sweep();
    }

    private void sweep() throws IOException {
        if (Files.isDirectory(directory)) {
            try (var old = Files.newDirectoryStream(directory, "*.changes")) {
                for (Path file : old) {
                    Files.delete(file);
                }
            }
        }
    }

    SpillLimits limits() {
        return limits;
    }

    /** Whether to put anything here; not for a while after it failed. */
    boolean usable() {
        return failures == 0 || System.nanoTime() - notBefore >= 0;
    }

    /** Writing or reading failed: it is tried again as {@link RetryRules} says. */
    synchronized void failed() {
        failures++;
        notBefore = System.nanoTime() + RetryRules.waitAfter(failures).toNanos();
    }

    /** Bytes on disk that the target lacks. */
    long bytes() {
        return bytes;
    }

    /** Source time of the oldest change, µs since 1970; 0 if there is none. */
    synchronized long oldestMicros() {
        return entries.isEmpty() ? 0 : entries.firstEntry().getValue().header().firstTimeMicros();
    }

    /**
     * Writes a frame behind the last one; does not own it.
     *
     * @throws IOException it did not go; nothing of it counts
     */
    synchronized void append(Frame frame) throws IOException {
        FrameHeader header = frame.header();
        Segment segment = segment();
        byte[] head = new byte[FrameHeader.BYTES];
        header.encode(head, 0);
        long at = segment.length;
        write(segment, at, ByteBuffer.wrap(head));
        write(segment, at + head.length, ByteBuffer.wrap(frame.body(), 0, header.bodyLength()));
        Entry entry = new Entry(segment, at, header);
        segment.length += entry.bytes();
        segment.last = header.lastSequence();
        entries.put(header.firstSequence(), entry);
        bytes += entry.bytes();
        failures = 0;
    }

    private static void write(Segment segment, long at, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            at += segment.file.write(bytes, at);
        }
    }

    private Segment segment() throws IOException {
        if (!segments.isEmpty() && segments.lastEntry().getValue().length < limits.segmentBytes()) {
            return segments.lastEntry().getValue();
        }
        Files.createDirectories(directory);
        limits.checkFree(directory);
        long number = ++numbers;
        Path path = directory.resolve(String.format("%010d.changes", number));
        FileChannel file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        Segment segment = new Segment(path, file);
        segments.put(number, segment);
        return segment;
    }

    /**
     * The frame a change is in, from that change on; nothing if it is not here.
     *
     * @throws IOException it cannot be read, or is not what was written
     */
    Optional<Frame> read(long sequence) throws IOException {
        Entry entry;
        Frame frame;
        synchronized (this) {
            var found = entries.floorEntry(sequence);
            if (found == null || found.getValue().header().lastSequence() < sequence) {
                return Optional.empty();
            }
            entry = found.getValue();
            frame = load(entry);
        }
        return Optional.of(FrameCut.from(sequence, frame, pool));
    }

    private Frame load(Entry entry) throws IOException {
        byte[] head = new byte[FrameHeader.BYTES];
        read(entry.segment(), entry.at(), ByteBuffer.wrap(head));
        FrameHeader header = FrameHeader.decode(head, 0);
        byte[] body = pool.acquire(header.bodyLength());
        Frame frame = pool.frame(header, body);
        read(
                entry.segment(),
                entry.at() + head.length,
                ByteBuffer.wrap(body, 0, header.bodyLength()));
        if (!header.equals(entry.header())
                || FrameCut.crc(body, 0, header.bodyLength()) != header.bodyCrc()) {
            frame.close();
            throw new DamagedFrameException("a change on disk is not what was written");
        }
        return frame;
    }

    private static void read(Segment segment, long at, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int got = segment.file.read(bytes, at);
            if (got < 0) {
                throw new IOException("the change log on disk is shorter than it was");
            }
            at += got;
        }
    }

    /** The target holds everything up to here. */
    synchronized void release(long upTo) {
        while (!entries.isEmpty()
                && entries.firstEntry().getValue().header().lastSequence() <= upTo) {
            bytes -= entries.pollFirstEntry().getValue().bytes();
        }
        while (!segments.isEmpty() && segments.firstEntry().getValue().last <= upTo) {
            delete(segments.pollFirstEntry().getValue());
        }
    }

    /** Nothing of it counts any more. */
    synchronized void clear() {
        entries.clear();
        bytes = 0;
        segments.values().forEach(ChangeSpill::delete);
        segments.clear();
    }

    private static void delete(Segment segment) {
        try {
            segment.file.close();
            Files.deleteIfExists(segment.path);
        } catch (IOException e) {
            // It only takes room: the next start sweeps it away.
        }
    }

    @Override
    public void close() {
        clear();
    }
}
