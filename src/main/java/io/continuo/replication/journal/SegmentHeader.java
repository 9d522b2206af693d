package io.continuo.replication.journal;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The first block of a segment: magic (4) · version (4) · segment number (8) · stream id (16) ·
 * salt (32) · CRC32C (4), big-endian.
 */
record SegmentHeader(long number, UUID streamId, byte[] salt) {
    private static final int MAGIC = 0x434E5453;
    private static final int VERSION = 1;
    private static final int SALT_BYTES = 32;
    private static final int CRC_AT = 64;

    static SegmentHeader fresh(long number, UUID streamId, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new SegmentHeader(number, streamId, salt);
    }

    /** The whole block. */
    byte[] encode() {
        byte[] block = new byte[JournalFiles.BLOCK];
        ByteBuffer out = ByteBuffer.wrap(block);
        out.putInt(MAGIC)
                .putInt(VERSION)
                .putLong(number)
                .putLong(streamId.getMostSignificantBits())
                .putLong(streamId.getLeastSignificantBits())
                .put(salt);
        out.putInt(CRC_AT, crc(block));
        return block;
    }

    /** Reads a header; null if none is there. */
    static SegmentHeader decode(byte[] block) {
        ByteBuffer in = ByteBuffer.wrap(block);
        int magic = in.getInt();
        int version = in.getInt();
        long number = in.getLong();
        UUID streamId = new UUID(in.getLong(), in.getLong());
        byte[] salt = new byte[SALT_BYTES];
        in.get(salt);
        if (magic != MAGIC || version != VERSION || in.getInt(CRC_AT) != crc(block)) {
            return null;
        }
        return new SegmentHeader(number, streamId, salt);
    }

    private static int crc(byte[] block) {
        CRC32C crc = new CRC32C();
        crc.update(block, 0, CRC_AT);
        return (int) crc.getValue();
    }
}
