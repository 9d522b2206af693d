package io.continuo.replication.journal;

import io.continuo.replication.stream.FrameHeader;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What stands in front of a frame in a segment, {@value #BYTES} bytes, big-endian: magic (4) ·
 * record number (4) · segment number (8) · durable end (8) · body length (4) · CRC32C of this (4).
 *
 * <p>A record in a segment is this, the frame's header, the encrypted body and its tag, padded with
 * zeros to {@link JournalFiles#BLOCK}. Prefix and header are the cipher's associated data; segment
 * and record number are its nonce.
 *
 * @param number of the record in its segment, from 0
 * @param durableEnd everything of the segment before this byte was durable when the record was
 *     sealed; tells a torn tail, which may be cut, from damage, which may not
 * @param bodyLength the frame's
 */
record RecordPrefix(long segment, int number, long durableEnd, int bodyLength) {
    static final int BYTES = 32;
    static final int TAG_BYTES = 16;

    /** Bytes in front of the encrypted body. */
    static final int HEAD = BYTES + FrameHeader.BYTES;

    private static final int MAGIC = 0x434E5452;
    private static final int CRC_AT = BYTES - 4;

    /** Bytes a frame takes in a segment. */
    static int spaceFor(int bodyLength) {
        int used = HEAD + bodyLength + TAG_BYTES;
        return (used + JournalFiles.BLOCK - 1) & -JournalFiles.BLOCK;
    }

    int space() {
        return spaceFor(bodyLength);
    }

    void encode(byte[] target) {
        ByteBuffer.wrap(target)
                .putInt(MAGIC)
                .putInt(number)
                .putLong(segment)
                .putLong(durableEnd)
                .putInt(bodyLength)
                .putInt(crc(target));
    }

    /** Reads a prefix; null if none is there. */
    static RecordPrefix decode(byte[] source) {
        ByteBuffer in = ByteBuffer.wrap(source);
        int magic = in.getInt();
        int number = in.getInt();
        long segment = in.getLong();
        long durableEnd = in.getLong();
        int bodyLength = in.getInt();
        if (magic != MAGIC
                || in.getInt() != crc(source)
                || bodyLength < 0
                || bodyLength > FrameHeader.MAX_BODY) {
            return null;
        }
        return new RecordPrefix(segment, number, durableEnd, bodyLength);
    }

    /** The nonce of this record: used once, since neither number comes again under the same key. */
    byte[] nonce() {
        return ByteBuffer.allocate(12).putLong(segment).putInt(number).array();
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CRC_AT);
        return (int) crc.getValue();
    }
}
