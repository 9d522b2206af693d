package io.continuo.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads a disk slot by slot, in large pieces. */
final class SlotScan {
    private static final int READ_BYTES = 4 << 20;

    private SlotScan() {}

    /** Is shown a slot. */
    @FunctionalInterface
    interface Visitor {
        void slot(int slot, byte[] bytes);
    }

    /**
     * @param slots how many, from the first
     */
    static void read(DiskPlan disk, int slots, GuestDisk source, Visitor visitor)
            throws IOException {
        byte[] block = new byte[READ_BYTES];
        long first = disk.offset(0);
        long end = disk.offset(slots);
        for (long at = first; at < end; at += READ_BYTES) {
            int length = (int) Math.min(READ_BYTES, end - at);
            source.read(at, ByteBuffer.wrap(block, 0, length));
            for (int start = 0; start < length; start += disk.slotBytes()) {
                int slot = (int) ((at - first + start) / disk.slotBytes());
                visitor.slot(slot, Arrays.copyOfRange(block, start, start + disk.slotBytes()));
            }
        }
    }

    static boolean isZero(byte[] bytes) {
        return bytes[0] == 0 && Arrays.equals(bytes, 0, bytes.length - 1, bytes, 1, bytes.length);
    }
}
