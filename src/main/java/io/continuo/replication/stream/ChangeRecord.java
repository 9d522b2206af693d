package io.continuo.replication.stream;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One entry of a frame's record table, {@value #BYTES} bytes, big-endian: disk (2) · type (1) ·
 * flags (1) · length (4) · offset (8) · time µs (8) · payload offset (4) · payload length (4).
 *
 * @param disk index of the disk in its machine
 * @param length bytes of the disk it is about
 * @param offset in the disk; of {@link RecordType#SUPERSEDED} the sequence with which the disks are
 *     consistent again
 * @param timeMicros when it happened, µs since 1970, source clock
 * @param payloadOffset where its data starts in the plain payload
 * @param payloadLength bytes of data; {@code length} for writes, 0 for zeros and trims
 */
public record ChangeRecord(
        int disk,
        RecordType type,
        int flags,
        int length,
        long offset,
        long timeMicros,
        int payloadOffset,
        int payloadLength) {
    public static final int BYTES = 32;

    /** The guest asked for this one to be on stable storage. */
    public static final int FUA = 1;

    /** Copied by initial replication or resync, not written by the guest. */
    public static final int COPIED = 2;

    public void encode(byte[] target, int at) {
        ByteBuffer.wrap(target, at, BYTES)
                .order(ByteOrder.BIG_ENDIAN)
                .putShort((short) disk)
                .put((byte) type.code())
                .put((byte) flags)
                .putInt(length)
                .putLong(offset)
                .putLong(timeMicros)
                .putInt(payloadOffset)
                .putInt(payloadLength);
    }

    public static ChangeRecord decode(byte[] source, int at) throws DamagedFrameException {
        ByteBuffer in = ByteBuffer.wrap(source, at, BYTES).order(ByteOrder.BIG_ENDIAN);
        return new ChangeRecord(
                Short.toUnsignedInt(in.getShort()),
                RecordType.of(in.get()),
                in.get(),
                in.getInt(),
                in.getLong(),
                in.getLong(),
                in.getInt(),
                in.getInt());
    }
}
