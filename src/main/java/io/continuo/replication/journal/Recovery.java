package io.continuo.replication.journal;

import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.RecordType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds out what a journal durably holds: reads the indexes, scans what has none, cuts a torn tail.
 * Stops at damage; what is before stays usable.
 */
final class Recovery {
    private final Path directory;
    private final JournalFiles files;
    private final SegmentStore store;
    private final Superblock superblock;
    private final List<Segment> segments = new ArrayList<>();
    private final History history;
    private Position last;
    private Segment scanned;
    private DamagedSegmentException damage;

    Recovery(Path directory, JournalFiles files, SegmentStore store, Superblock superblock) {
        this.directory = directory;
        this.files = files;
        this.store = store;
        this.superblock = superblock;
        this.history =
                new History(
                        superblock.folded(),
                        superblock.foldedInsideEpoch(),
                        superblock.foldedLayout());
        this.last = null;
    }

    void run() throws IOException {
        List<Path> paths = segmentFiles();
        dropEmptyTail(paths);
        for (int i = 0; i < paths.size() && damage == null; i++) {
            try {
                take(paths.get(i), i == paths.size() - 1);
            } catch (DamagedSegmentException e) {
                damage = e;
            }
        }
        history.forgetBefore(superblock.foldTarget());
        if (damage == null && history.durable().sequence() < superblock.durableFloor()) {
            damage =
                    new DamagedSegmentException(
                            directory,
                            "changes "
                                    + (history.durable().sequence() + 1)
                                    + " to "
                                    + superblock.durableFloor()
                                    + " were durable and are gone");
        }
    }

    List<Segment> segments() {
        return segments;
    }

    History history() {
        return history;
    }

    /** What is damaged, or null. */
    DamagedSegmentException damage() {
        return damage;
    }

    private List<Path> segmentFiles() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path path : (Iterable<Path>) entries::iterator) {
                long number = Segment.number(path);
                if (number >= superblock.lowestSegment()) {
                    found.add(path);
                } else if (number >= 0 || path.toString().endsWith(".new")) {
                    Files.delete(path);
                }
            }
        }
        found.sort(java.util.Comparator.comparingLong(Segment::number));
        return found;
    }

    /** Segments begun at the moment of a crash may hold nothing yet. */
    private void dropEmptyTail(List<Path> paths) throws IOException {
        while (!paths.isEmpty()) {
            Path path = paths.getLast();
            long number = Segment.number(path);
            if (SegmentIndex.readHead(indexOf(path), number) != null) {
                return;
            }
            try (RecordReader reader = store.reader(path, number)) {
                if (reader.tryRead(JournalFiles.BLOCK) != null
                        || SegmentScan.damageBehind(reader, JournalFiles.BLOCK)) {
                    return;
                }
            } catch (DamagedSegmentException e) {
                if (hasRecords(path, number)) {
                    return;
                }
            }
            Files.delete(path);
            paths.removeLast();
        }
    }

    private static boolean hasRecords(Path path, long number) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            byte[] bytes = new byte[RecordPrefix.BYTES];
            channel.read(ByteBuffer.wrap(bytes), JournalFiles.BLOCK);
            RecordPrefix prefix = RecordPrefix.decode(bytes);
            return prefix != null && prefix.segment() == number;
        }
    }

    private Path indexOf(Path path) {
        return new Segment(directory, Segment.number(path), 0, Position.START, null).indexPath();
    }

    private void take(Path path, boolean newest) throws IOException {
        long number = Segment.number(path);
        SegmentIndex head = SegmentIndex.readHead(indexOf(path), number);
        if (head != null) {
            checkContinuity(path, head.firstSequence());
            if (Files.size(path) < head.end()) {
                throw new DamagedSegmentException(path, "it is shorter than its index says");
            }
            Position before = last == null ? new Position(0, head.firstSequence() - 1, 0) : last;
            Segment segment = new Segment(directory, number, head.firstSequence(), before, null);
            segment.publish(0, head.landmarks(), head.last(), head.end());
            segment.indexed(null);
            add(segment);
        } else {
            scan(path, number, newest);
        }
    }

    private void scan(Path path, long number, boolean newest) throws IOException {
        SegmentScan scan;
        Position before;
        try (RecordReader reader = store.reader(path, number)) {
            StoredRecord first = reader.read(JournalFiles.BLOCK);
            checkContinuity(path, Math.min(first.header().firstSequence(), next(first)));
            before = last == null ? new Position(0, first.header().firstSequence() - 1, 0) : last;
            scan = SegmentScan.of(reader, before);
        }
        Segment segment =
                new Segment(directory, number, before.sequence() + 1, before, scan.table());
        segment.publish(scan.table().count(), scan.landmarks(), scan.last(), scan.end());
        if (scan.damaged()) {
            add(segment);
            throw new DamagedSegmentException(
                    path, "the record at byte " + scan.end() + " is damaged");
        }
        if (newest) {
            settle(segment, scan.proven());
            store.writeIndex(segment, scan.table().snapshot());
        } else {
            scanned = segment;
        }
        add(segment);
    }

    private long next(StoredRecord first) {
        return last == null ? first.header().firstSequence() : last.sequence() + 1;
    }

    private void checkContinuity(Path path, long firstSequence) throws IOException {
        long expected = last == null ? superblock.folded().sequence() + 1 : last.sequence() + 1;
        if (firstSequence > expected) {
            throw new DamagedSegmentException(
                    scanned == null ? path : scanned.path(),
                    "changes "
                            + expected
                            + " to "
                            + (firstSequence - 1)
                            + " are damaged or missing");
        }
        if (last != null && firstSequence < expected) {
            throw new DamagedSegmentException(
                    path, "it starts with change " + firstSequence + ", which another has");
        }
        if (scanned != null) {
            // Whole, since the next one goes on where it ends.
            store.writeIndex(scanned, scanned.table().snapshot());
            scanned = null;
        }
    }

    /**
     * What was written but perhaps not synced is made durable before anyone relies on it. It is
     * written once more: had a sync of it failed before, in this run or a former one, the next sync
     * would succeed without it, and it would be read from memory until the power goes.
     */
    private void settle(Segment segment, long proven) throws IOException {
        try (JournalFiles.SegmentFile file = files.open(segment.path())) {
            file.truncate(segment.durableEnd());
            try (FileChannel source = FileChannel.open(segment.path())) {
                rewrite(source, file, proven, segment.durableEnd());
            }
            file.force();
        }
    }

    private static void rewrite(
            FileChannel source, JournalFiles.SegmentFile file, long from, long end)
            throws IOException {
        ByteBuffer block = JournalFiles.buffer(Batch.BYTES);
        for (long at = from; at < end; at += block.limit()) {
            block.clear().limit((int) Math.min(block.capacity(), end - at));
            // The padding of the last record may not have come to the file: it is zeros.
            while (block.hasRemaining() && source.read(block, at + block.position()) >= 0) {
                continue;
            }
            while (block.hasRemaining()) {
                block.put((byte) 0);
            }
            file.write(block.flip(), at);
        }
    }

    private void add(Segment segment) {
        segments.add(segment);
        last = segment.last();
        long folded = superblock.folded().sequence();
        List<Landmark> landmarks =
                segment.landmarks().stream()
                        .filter(landmark ->
                                landmark.at().sequence() > folded
                                        || landmark.at().sequence() == folded
                                                && landmark.type() == RecordType.MARK)
                        .toList();
        if (last.sequence() >= folded) {
            history.advance(landmarks, last);
        }
    }
}
