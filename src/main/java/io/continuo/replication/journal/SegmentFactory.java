package io.continuo.replication.journal;

import io.continuo.replication.stream.Position;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.UUID;

/** Begins and ends segment files. */
final class SegmentFactory {
    private static final int TYPICAL_EXTENTS = 1024;

    private final Path directory;
    private final UUID streamId;
    private final DataKey key;
    private final JournalFiles files;
    private final SegmentStore store;
    private final SuperblockStore superblocks;
    private final SpareSegments spares;
    private final SecureRandom random = new SecureRandom();

    SegmentFactory(
            Path directory,
            UUID streamId,
            DataKey key,
            JournalFiles files,
            SegmentStore store,
            SuperblockStore superblocks,
            SpareSegments spares) {
        this.directory = directory;
        this.streamId = streamId;
        this.key = key;
        this.files = files;
        this.store = store;
        this.superblocks = superblocks;
        this.spares = spares;
    }

    /**
     * Begins a segment under a number no segment ever had. The number is spent durably before
     * anything is encrypted under it.
     */
    JournalWriter.ActiveSegment create(Position before, Position durable) throws IOException {
        long number = superblocks.current().nextSegment();
        superblocks.update(block -> block.withNextSegment(number + 1, durable.sequence()));
        Segment segment =
                new Segment(
                        directory,
                        number,
                        before.sequence() + 1,
                        before,
                        new ExtentTable(TYPICAL_EXTENTS));
        SegmentHeader header = SegmentHeader.fresh(number, streamId, random);
        spares.take(segment.path());
        JournalFiles.SegmentFile file = files.open(segment.path());
        files.forceDirectory(directory);
        return new JournalWriter.ActiveSegment(
                segment, header, key.segmentKey(number, header.salt()), file);
    }

    /** Ends a segment that is durable as a whole. */
    void finish(JournalWriter.ActiveSegment active) throws IOException {
        Segment segment = active.segment();
        active.file().close();
        store.writeIndex(segment, segment.table().snapshot());
    }

    /** Ends a segment whose tail may or may not be on disk; false if nothing of it remains. */
    boolean cut(Segment segment) throws IOException {
        if (segment.durableEnd() <= JournalFiles.BLOCK) {
            Files.deleteIfExists(segment.path());
            return false;
        }
        try (JournalFiles.SegmentFile file = files.open(segment.path())) {
            file.truncate(segment.durableEnd());
            file.force();
        }
        store.writeIndex(segment, segment.table().snapshot());
        files.forceDirectory(directory);
        return true;
    }
}
