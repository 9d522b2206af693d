package io.continuo.replication.journal;

import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.Position;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;

/** Reads segments and their indexes, writes indexes, and removes files no one uses any more. */
final class SegmentStore implements Segment.Loader {
    private final UUID streamId;
    private final DataKey key;
    private final JournalFiles files;
    private final FrameCache cache;
    private final SpareSegments spares;
    private volatile DamageListener damageListener = (segment, sequence, damage) -> {};

    SegmentStore(
            UUID streamId,
            DataKey key,
            JournalFiles files,
            FrameCache cache,
            SpareSegments spares) {
        this.streamId = streamId;
        this.key = key;
        this.files = files;
        this.cache = cache;
        this.spares = spares;
    }

    RecordReader reader(Path path, long number) throws IOException {
        return RecordReader.open(path, number, streamId, key);
    }

    /** Who is told when a record cannot be read any more. */
    void onDamage(DamageListener listener) {
        damageListener = listener;
    }

    /** Told that changes from a sequence on cannot all be read, before the reader fails. */
    @FunctionalInterface
    interface DamageListener {
        void damaged(Segment segment, long sequence, DamagedSegmentException damage);
    }

    /**
     * @throws DamagedSegmentException the record is not what it was
     */
    DecodedFrame payload(Segment segment, int recordAt) throws IOException {
        return cache.get(segment.path(), recordAt, () -> decode(segment, recordAt));
    }

    private DecodedFrame decode(Segment segment, int recordAt) throws IOException {
        try (RecordReader reader = reader(segment.path(), segment.number())) {
            return reader.read(recordAt).payload();
        } catch (DamagedFrameException e) {
            throw noted(
                    segment,
                    recordAt,
                    new DamagedSegmentException(
                            segment.path(),
                            "the record at byte " + recordAt + ": " + e.getMessage()));
        } catch (DamagedSegmentException e) {
            throw noted(segment, recordAt, e);
        } catch (NoSuchFileException e) {
            throw noted(
                    segment,
                    recordAt,
                    new DamagedSegmentException(segment.path(), "it is missing"));
        }
    }

    private DamagedSegmentException noted(
            Segment segment, int recordAt, DamagedSegmentException damage) throws IOException {
        damageListener.damaged(segment, firstSequence(segment, recordAt), damage);
        // Without its index the segment is scanned at the next start, which finds the damage again.
        Files.deleteIfExists(segment.indexPath());
        return damage;
    }

    /** Sequence of the first change in a record; of the segment's first where that is not known. */
    private long firstSequence(Segment segment, int recordAt) {
        long first = Long.MAX_VALUE;
        try {
            ExtentTable.Columns columns = segment.extents(this);
            for (int i = 0; i < columns.count(); i++) {
                if (columns.records()[i] == recordAt) {
                    first = Math.min(first, segment.firstSequence() + columns.sequences()[i]);
                }
            }
        } catch (IOException e) {
            return segment.firstSequence();
        }
        return first == Long.MAX_VALUE ? segment.firstSequence() : first;
    }

    /** From the index, or from the segment itself if that cannot be used. */
    @Override
    public ExtentTable.Columns load(Segment segment) throws IOException {
        ExtentTable.Columns columns =
                SegmentIndex.readExtents(segment.indexPath(), segment.number());
        if (columns != null) {
            return columns;
        }
        try (RecordReader reader = reader(segment.path(), segment.number())) {
            long before = segment.firstSequence() - 1;
            SegmentScan scan = SegmentScan.of(reader, new Position(0, before, 0));
            columns = scan.table().snapshot();
            if (scan.end() < segment.durableEnd()) {
                DamagedSegmentException damage =
                        new DamagedSegmentException(
                                segment.path(), "the record at byte " + scan.end() + " is damaged");
                damageListener.damaged(segment, scan.last().sequence() + 1, damage);
                return columns;
            }
        }
        writeIndex(segment, columns);
        return columns;
    }

    /** Durable on return, and complete under its name or not there at all. */
    void writeIndex(Segment segment, ExtentTable.Columns columns) throws IOException {
        Path path = segment.indexPath();
        Path temporary = path.resolveSibling(path.getFileName() + ".new");
        ByteBuffer bytes = SegmentIndex.of(segment, columns).encode(columns);
        try (JournalFiles.SegmentFile file = files.open(temporary)) {
            file.truncate(0);
            file.write(bytes, 0);
            file.force();
        }
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        segment.indexed(columns);
    }

    /** Ends the use of segments; the files of those dropped meanwhile go. */
    void release(List<Segment> segments) {
        for (Segment segment : segments) {
            if (segment.release()) {
                delete(segment);
            }
        }
    }

    void drop(Segment segment) {
        if (segment.drop()) {
            delete(segment);
        }
    }

    private void delete(Segment segment) {
        try {
            Files.deleteIfExists(segment.indexPath());
            spares.put(segment.path());
        } catch (IOException e) {
            // It is no part of the journal any more; opening the journal removes it again.
        }
    }
}
