package io.continuo.replication.journal;

import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.FrameHeader;

/**
 * A record read from a segment, decrypted and authenticated.
 *
 * @param body plain, from index 0
 */
record StoredRecord(RecordPrefix prefix, FrameHeader header, byte[] body) {
    DecodedFrame payload() throws DamagedFrameException {
        return DecodedFrame.of(header, body, header.recordCount() * ChangeRecord.BYTES);
    }
}
