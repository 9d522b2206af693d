package io.continuo.lab;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The bytes of a record on one disk: a stamp, a checksum, and contents that follow from both and
 * the seed, half of them compressible. Whoever knows a stamp knows every byte.
 */
final class RecordFormat {
    private static final long MAGIC = 0x434f4e54494e554fL;
    private static final int CHECKSUM_AT = 44;
    private static final int HEADER_BYTES = 64;

    private final DiskPlan disk;
    private final long diskSeed;

    RecordFormat(String machine, DiskPlan disk, long seed) {
        this.disk = disk;
        CRC32C name = new CRC32C();
        name.update(machine.getBytes(StandardCharsets.UTF_8));
        this.diskSeed = Mix.of(seed, name.getValue(), disk.index());
    }

    /** What each record of this disk begins with, after the magic. */
    long diskSeed() {
        return diskSeed;
    }

    /** A whole slot. */
    byte[] bytes(Stamp stamp) {
        byte[] slot = new byte[disk.slotBytes()];
        ByteBuffer buffer = ByteBuffer.wrap(slot);
        buffer.putLong(MAGIC).putLong(diskSeed).putLong(stamp.slot()).putLong(stamp.sequence());
        buffer.putLong(stamp.time()).putInt(slot.length);
        fill(
                buffer.position(HEADER_BYTES).slice(),
                Mix.of(diskSeed, stamp.slot(), stamp.sequence()));
        buffer.putInt(CHECKSUM_AT, checksum(slot));
        return slot;
    }

    /** The stamp of a slot's bytes, if they are a whole and undamaged record of this disk. */
    Optional<Stamp> stamp(byte[] slot) {
        ByteBuffer buffer = ByteBuffer.wrap(slot);
        boolean ours = buffer.getLong() == MAGIC && buffer.getLong() == diskSeed;
        Stamp stamp = new Stamp((int) buffer.getLong(), buffer.getLong(), buffer.getLong());
        boolean whole = buffer.getInt() == slot.length && buffer.getInt() == checksum(slot);
        return ours && whole ? Optional.of(stamp) : Optional.empty();
    }

    private static void fill(ByteBuffer target, long seed) {
        ByteBuffer longs = target.order(ByteOrder.LITTLE_ENDIAN);
        int half = longs.limit() / 2;
        long state = seed;
        while (longs.position() + Long.BYTES <= half) {
            state += 0x9E3779B97F4A7C15L;
            longs.putLong(Mix.scramble(state));
        }
        while (longs.remaining() >= Long.BYTES) {
            longs.putLong(seed ^ (longs.position() & 0x38));
        }
    }

    /** Of everything but the checksum's own place. */
    private static int checksum(byte[] slot) {
        CRC32C crc = new CRC32C();
        crc.update(slot, 0, CHECKSUM_AT);
        int after = CHECKSUM_AT + Integer.BYTES;
        crc.update(slot, after, slot.length - after);
        return (int) crc.getValue();
    }
}
