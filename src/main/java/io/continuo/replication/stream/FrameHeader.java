package io.continuo.replication.stream;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Header of a frame, {@value #BYTES} bytes, big-endian; the same on the line and in the journal,
 * where it is the cipher's associated data.
 *
 * <pre>
 *  0 magic "CNTF"   4 version  5 type  6 codec  7 flags   8 stream id (16)
 * 24 epoch         28 record count    32 first sequence  40 last sequence
 * 48 first time    56 last time (µs since 1970, source clock)
 * 64 plain length of the payload      68 body length (record table + coded payload)
 * 72 CRC32C of the body as sent       76 CRC32C of the plain payload (source to journal, never changed)
 * 80 token (request and answer; of changes on a line, their number)
 * 88 zero                             92 CRC32C of bytes 0–91
 * </pre>
 *
 * @param streamId one per protection of a machine
 * @param epoch rises whenever the sender starts anew; a receiver refuses an older one
 * @param recordCount records in the body; the record of index i has sequence {@code firstSequence +
 *     i}
 * @param plainLength payload bytes before coding, at most {@link #MAX_PAYLOAD}
 * @param bodyLength bytes after the header
 */
public record FrameHeader(
        FrameType type,
        PayloadCodec codec,
        UUID streamId,
        int epoch,
        int recordCount,
        long firstSequence,
        long lastSequence,
        long firstTimeMicros,
        long lastTimeMicros,
        int plainLength,
        int bodyLength,
        int bodyCrc,
        int plainCrc,
        long token) {
    public static final int BYTES = 96;
    public static final int MAGIC = 0x434E5446;
    public static final int VERSION = 1;

    /** Most plain payload bytes in one frame. */
    public static final int MAX_PAYLOAD = 1 << 20;

    /** Most records in one frame. */
    public static final int MAX_RECORDS = 4096;

    /**
     * Most body bytes: a full record table and an incompressible payload with room for the coder's
     * overhead.
     */
    public static final int MAX_BODY = MAX_RECORDS * ChangeRecord.BYTES + MAX_PAYLOAD + 8192;

    private static final int CRC_AT = BYTES - 4;

    /** The same with another token. */
    public FrameHeader withToken(long other) {
        return new FrameHeader(
                type,
                codec,
                streamId,
                epoch,
                recordCount,
                firstSequence,
                lastSequence,
                firstTimeMicros,
                lastTimeMicros,
                plainLength,
                bodyLength,
                bodyCrc,
                plainCrc,
                other);
    }

    /** Writes the header at {@code at} of {@code target}. */
    public void encode(byte[] target, int at) {
        ByteBuffer out = ByteBuffer.wrap(target, at, BYTES).order(ByteOrder.BIG_ENDIAN);
        out.putInt(MAGIC)
                .put((byte) VERSION)
                .put((byte) type.code())
                .put((byte) codec.code())
                .put((byte) 0)
                .putLong(streamId.getMostSignificantBits())
                .putLong(streamId.getLeastSignificantBits())
                .putInt(epoch)
                .putInt(recordCount)
                .putLong(firstSequence)
                .putLong(lastSequence)
                .putLong(firstTimeMicros)
                .putLong(lastTimeMicros)
                .putInt(plainLength)
                .putInt(bodyLength)
                .putInt(bodyCrc)
                .putInt(plainCrc)
                .putLong(token)
                .putInt(0)
                .putInt(crc(target, at));
    }

    /** Reads and checks a header: magic, version, checksum and every bound. */
    public static FrameHeader decode(byte[] source, int at) throws DamagedFrameException {
        ByteBuffer in = ByteBuffer.wrap(source, at, BYTES).order(ByteOrder.BIG_ENDIAN);
        int magic = in.getInt();
        if (magic != MAGIC) {
            throw new DamagedFrameException("no frame starts here");
        }
        int version = in.get();
        int type = in.get();
        int codec = in.get();
        in.get();
        UUID streamId = new UUID(in.getLong(), in.getLong());
        int epoch = in.getInt();
        int recordCount = in.getInt();
        long firstSequence = in.getLong();
        long lastSequence = in.getLong();
        long firstTime = in.getLong();
        long lastTime = in.getLong();
        int plainLength = in.getInt();
        int bodyLength = in.getInt();
        int bodyCrc = in.getInt();
        int plainCrc = in.getInt();
        long token = in.getLong();
        in.getInt();
        if (in.getInt() != crc(source, at)) {
            throw new DamagedFrameException("a frame header's checksum does not match");
        }
        if (version != VERSION) {
            throw new DamagedFrameException("frame version " + version + " is not known here");
        }
        checkBounds(recordCount, plainLength, bodyLength);
        return new FrameHeader(
                FrameType.of(type),
                PayloadCodec.of(codec),
                streamId,
                epoch,
                recordCount,
                firstSequence,
                lastSequence,
                firstTime,
                lastTime,
                plainLength,
                bodyLength,
                bodyCrc,
                plainCrc,
                token);
    }

    private static void checkBounds(int recordCount, int plainLength, int bodyLength)
            throws DamagedFrameException {
        if (recordCount < 0
                || recordCount > MAX_RECORDS
                || plainLength < 0
                || plainLength > MAX_PAYLOAD
                || bodyLength < recordCount * ChangeRecord.BYTES
                || bodyLength > MAX_BODY) {
            throw new DamagedFrameException(
                    "a frame's lengths are out of bounds: "
                            + recordCount
                            + " records, "
                            + plainLength
                            + " and "
                            + bodyLength
                            + " bytes");
        }
    }

    private static int crc(byte[] bytes, int at) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, at, CRC_AT);
        return (int) crc.getValue();
    }
}
