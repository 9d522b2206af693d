package io.continuo.replication.journal;

import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.Position;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the last change at or before a source time. Source time never goes back while an agent
 * runs; where a later agent's clock stood behind an earlier one's, the later change counts.
 */
final class MomentFinder {
    private final SegmentStore store;
    private final List<Segment> segments;
    private final Position folded;

    /**
     * @param segments oldest first, in use by the caller
     * @param folded the place before them
     */
    MomentFinder(SegmentStore store, List<Segment> segments, Position folded) {
        this.store = store;
        this.segments = segments;
        this.folded = folded;
    }

    /** The place of that change; empty if every change is later. */
    Optional<Position> last(long micros) throws IOException {
        for (int i = segments.size() - 1; i >= 0; i--) {
            Segment segment = segments.get(i);
            Position before = i == 0 ? folded : segments.get(i - 1).last();
            if (segment.last().timeMicros() <= micros) {
                return Optional.of(segment.last());
            }
            if (before.timeMicros() <= micros) {
                Optional<Position> found = search(segment, before, micros);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return folded.sequence() > 0 && folded.timeMicros() <= micros
                ? Optional.of(folded)
                : Optional.empty();
    }

    private Optional<Position> search(Segment segment, Position before, long micros)
            throws IOException {
        try (RecordReader reader = store.reader(segment.path(), segment.number())) {
            long recordAt = -1;
            for (long at = JournalFiles.BLOCK; at < segment.durableEnd(); ) {
                FrameHeader header = reader.headerAt(at);
                if (header == null) {
                    throw new DamagedSegmentException(
                            segment.path(), "the record at byte " + at + " is damaged");
                }
                if (header.firstTimeMicros() <= micros
                        && header.lastSequence() > before.sequence()) {
                    recordAt = at;
                }
                at += RecordPrefix.spaceFor(header.bodyLength());
            }
            return recordAt < 0 ? Optional.empty() : within(reader.read(recordAt), before, micros);
        } catch (DamagedFrameException e) {
            throw new DamagedSegmentException(segment.path(), e.getMessage());
        }
    }

    private static Optional<Position> within(StoredRecord record, Position before, long micros)
            throws DamagedFrameException {
        FrameHeader header = record.header();
        for (int i = header.recordCount() - 1; i >= 0; i--) {
            long sequence = header.firstSequence() + i;
            long time = ChangeRecord.decode(record.body(), i * ChangeRecord.BYTES).timeMicros();
            if (time <= micros && sequence > before.sequence()) {
                return Optional.of(new Position(header.epoch(), sequence, time));
            }
        }
        return Optional.empty();
    }
}
