package io.continuo.replication.journal;

import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.RecordType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns frames, in order, into extents and landmarks. The same when a frame is sealed and when its
 * segment is read again.
 */
final class FrameIndexer {
    private Position last;

    /** Up to here a landmark has said that changes were left out. */
    private long wholeAt;

    /**
     * @param last the position before the first frame
     */
    FrameIndexer(Position last) {
        this.last = last;
    }

    Position last() {
        return last;
    }

    /**
     * Indexes a plain frame: its extents into {@code table}, its landmarks as result. Changes at or
     * before the last position were held before and are passed over.
     *
     * @param firstSequence the segment's
     * @param recordAt where the frame's record starts in the segment
     */
    List<Landmark> add(
            FrameHeader header, byte[] body, ExtentTable table, long firstSequence, int recordAt)
            throws DamagedFrameException {
        List<Landmark> landmarks = List.of();
        if (header.epoch() != last.epoch()) {
            // Its numbers mean other changes.
            wholeAt = 0;
        }
        for (int i = 0; i < header.recordCount(); i++) {
            long sequence = header.firstSequence() + i;
            if (sequence <= last.sequence()) {
                continue;
            }
            ChangeRecord change = ChangeRecord.decode(body, i * ChangeRecord.BYTES);
            Position at = new Position(header.epoch(), sequence, change.timeMicros());
            switch (change.type()) {
                case WRITE, ZERO, TRIM ->
                        table.add(change, (int) (sequence - firstSequence), recordAt);
                case MARK, EPOCH_BEGIN, EPOCH_END -> {
                    if (landmarks.isEmpty()) {
                        landmarks = new ArrayList<>();
                    }
                    String text = text(header, body, change);
                    landmarks.add(new Landmark(change.type(), at, last, text));
                }
                case SUPERSEDED -> {
                    if (change.offset() > wholeAt) {
                        wholeAt = change.offset();
                        landmarks = landmarks.isEmpty() ? new ArrayList<>() : landmarks;
                        landmarks.add(
                                new Landmark(change.type(), at, last, Long.toString(wholeAt)));
                    }
                }
                case FLUSH, TICK -> {}
            }
            last = at;
        }
        return landmarks;
    }

    private static String text(FrameHeader header, byte[] body, ChangeRecord change)
            throws DamagedFrameException {
        if (change.type() != RecordType.MARK || change.payloadLength() == 0) {
            return "";
        }
        int payloadStart = header.recordCount() * ChangeRecord.BYTES;
        DecodedFrame payload = DecodedFrame.of(header, body, payloadStart);
        return new String(
                payload.bytes(),
                payload.start() + change.payloadOffset(),
                change.payloadLength(),
                StandardCharsets.UTF_8);
    }
}
