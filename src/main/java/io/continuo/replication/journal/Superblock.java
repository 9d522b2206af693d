package io.continuo.replication.journal;

import io.continuo.replication.stream.Position;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * What a journal knows of itself besides its segments; one {@value #BYTES}-byte block, big-endian.
 *
 * @param generation rises with each writing
 * @param epoch newest sender's
 * @param folded everything up to here is in the base images
 * @param foldedInsideEpoch whether that lies inside an epoch
 * @param foldTarget a fold up to this sequence was begun: points before it are no longer
 * @param lowestSegment segments before this are no longer
 * @param nextSegment the next segment gets this number or a higher one; numbers are never used
 *     again
 * @param durableFloor at least so much was durable when this was written
 * @param fingerprint of the data key
 * @param foldedLayout layout of the machine's disks at {@code folded}; 0 for the first
 */
record Superblock(
        long generation,
        UUID streamId,
        int epoch,
        Position folded,
        boolean foldedInsideEpoch,
        long foldTarget,
        long lowestSegment,
        long nextSegment,
        long durableFloor,
        byte[] fingerprint,
        int foldedLayout) {
    static final int BYTES = JournalFiles.BLOCK;
    static final int VERSION = 1;
    private static final int MAGIC = 0x434E544A;
    private static final int FINGERPRINT_BYTES = 16;
    private static final int CRC_AT = BYTES - 4;

    static Superblock fresh(UUID streamId, byte[] fingerprint) {
        return new Superblock(1, streamId, 0, Position.START, false, 0, 1, 1, 0, fingerprint, 0);
    }

    byte[] encode() {
        byte[] block = new byte[BYTES];
        ByteBuffer out = ByteBuffer.wrap(block);
        out.putInt(MAGIC)
                .putInt(VERSION)
                .putLong(generation)
                .putLong(streamId.getMostSignificantBits())
                .putLong(streamId.getLeastSignificantBits())
                .putInt(epoch)
                .putInt(folded.epoch())
                .putLong(folded.sequence())
                .putLong(folded.timeMicros())
                .putInt(foldedInsideEpoch ? 1 : 0)
                .putLong(foldTarget)
                .putLong(lowestSegment)
                .putLong(nextSegment)
                .putLong(durableFloor)
                .put(fingerprint)
                .putInt(foldedLayout);
        out.putInt(CRC_AT, crc(block));
        return block;
    }

    /** Reads a superblock; null if none is there. */
    static Superblock decode(byte[] block) {
        if (block.length != BYTES) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(block);
        if (in.getInt() != MAGIC || in.getInt(CRC_AT) != crc(block) || in.getInt() != VERSION) {
            return null;
        }
        long generation = in.getLong();
        UUID streamId = new UUID(in.getLong(), in.getLong());
        int epoch = in.getInt();
        Position folded = new Position(in.getInt(), in.getLong(), in.getLong());
        boolean inside = in.getInt() == 1;
        long foldTarget = in.getLong();
        long lowest = in.getLong();
        long next = in.getLong();
        long floor = in.getLong();
        byte[] fingerprint = new byte[FINGERPRINT_BYTES];
        in.get(fingerprint);
        // Zero in a journal written before disks could change.
        int foldedLayout = in.getInt();
        return new Superblock(
                generation,
                streamId,
                epoch,
                folded,
                inside,
                foldTarget,
                lowest,
                next,
                floor,
                fingerprint,
                foldedLayout);
    }

    Superblock next() {
        return new Superblock(
                generation + 1,
                streamId,
                epoch,
                folded,
                foldedInsideEpoch,
                foldTarget,
                lowestSegment,
                nextSegment,
                durableFloor,
                fingerprint,
                foldedLayout);
    }

    Superblock withEpoch(int newest) {
        return new Superblock(
                generation,
                streamId,
                newest,
                folded,
                foldedInsideEpoch,
                foldTarget,
                lowestSegment,
                nextSegment,
                durableFloor,
                fingerprint,
                foldedLayout);
    }

    Superblock withFoldTarget(long sequence) {
        return new Superblock(
                generation,
                streamId,
                epoch,
                folded,
                foldedInsideEpoch,
                Math.max(foldTarget, sequence),
                lowestSegment,
                nextSegment,
                durableFloor,
                fingerprint,
                foldedLayout);
    }

    Superblock withFolded(Position position, boolean insideEpoch, int layout, long lowest) {
        return new Superblock(
                generation,
                streamId,
                epoch,
                position,
                insideEpoch,
                Math.max(foldTarget, position.sequence()),
                Math.max(lowestSegment, lowest),
                nextSegment,
                durableFloor,
                fingerprint,
                layout);
    }

    Superblock withNextSegment(long number, long durable) {
        return new Superblock(
                generation,
                streamId,
                epoch,
                folded,
                foldedInsideEpoch,
                foldTarget,
                lowestSegment,
                number,
                Math.max(durableFloor, durable),
                fingerprint,
                foldedLayout);
    }

    private static int crc(byte[] block) {
        CRC32C crc = new CRC32C();
        crc.update(block, 0, CRC_AT);
        return (int) crc.getValue();
    }
}
