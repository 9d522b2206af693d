package io.continuo.replication.journal;

import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.FrameType;
import io.continuo.replication.stream.RecordType;

import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Whether a frame may enter a journal. What is let in here is believed for as long as the journal
 * lives, so every field that will be used is checked.
 *
 * @param diskSizes bytes of each disk, by index
 */
record FrameCheck(UUID streamId, List<Long> diskSizes) {
    void check(Frame frame) throws DamagedFrameException {
        FrameHeader header = frame.header();
        if (header.type() != FrameType.DATA) {
            throw new DamagedFrameException("a " + header.type() + " frame holds no changes");
        }
        if (!header.streamId().equals(streamId)) {
            throw new DamagedFrameException("the frame is of another stream");
        }
        if (header.recordCount() > FrameHeader.MAX_RECORDS
                || header.plainLength() < 0
                || header.plainLength() > FrameHeader.MAX_PAYLOAD
                || header.bodyLength() < header.recordCount() * ChangeRecord.BYTES
                || header.bodyLength() > FrameHeader.MAX_BODY) {
            // It could be written, but never read again.
            throw new DamagedFrameException(
                    "a frame of "
                            + header.plainLength()
                            + " and "
                            + header.bodyLength()
                            + " bytes is larger than frames may be");
        }
        if (header.recordCount() == 0
                || header.firstSequence() < 1
                || header.lastSequence() != header.firstSequence() + header.recordCount() - 1) {
            throw new DamagedFrameException(
                    "a frame of "
                            + header.recordCount()
                            + " changes cannot run from "
                            + header.firstSequence()
                            + " to "
                            + header.lastSequence());
        }
        CRC32C crc = new CRC32C();
        crc.update(frame.body(), 0, header.bodyLength());
        if ((int) crc.getValue() != header.bodyCrc()) {
            throw new DamagedFrameException("the frame's body was damaged on its way");
        }
        for (int i = 0; i < header.recordCount(); i++) {
            check(header, header.firstSequence() + i, frame.record(i));
        }
        checkMarks(frame);
    }

    /** Marks are read when they are sealed; what cannot be read then must not get so far. */
    private static void checkMarks(Frame frame) throws DamagedFrameException {
        for (int i = 0; i < frame.header().recordCount(); i++) {
            if (frame.record(i).type() == RecordType.MARK) {
                DecodedFrame.of(frame.header(), frame.body(), frame.payloadStart());
                return;
            }
        }
    }

    private void check(FrameHeader header, long sequence, ChangeRecord change)
            throws DamagedFrameException {
        if (change.payloadOffset() < 0
                || change.payloadLength() < 0
                || change.payloadOffset() > header.plainLength() - change.payloadLength()) {
            throw new DamagedFrameException("a change's data lies outside its frame");
        }
        switch (change.type()) {
            case WRITE, ZERO, TRIM -> checkExtent(change);
            case SUPERSEDED -> {
                if (change.offset() <= sequence) {
                    throw new DamagedFrameException(
                            "a change was left out and nothing behind it stands for it");
                }
            }
            case FLUSH, TICK, MARK, EPOCH_BEGIN, EPOCH_END -> {}
        }
    }

    private void checkExtent(ChangeRecord change) throws DamagedFrameException {
        if (change.disk() >= diskSizes.size()
                || change.offset() < 0
                || change.length() < 0
                || change.offset() > diskSizes.get(change.disk()) - change.length()) {
            throw new DamagedFrameException(
                    "a change of disk " + change.disk() + " lies outside that disk");
        }
        if (change.type() == RecordType.WRITE && change.payloadLength() != change.length()) {
            throw new DamagedFrameException("a write has not as much data as it writes");
        }
    }
}
