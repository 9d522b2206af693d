package io.continuo.simulation.engine;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A file's bytes: as programs see them, and as they are on the disk for certain. */
final class Inode implements Volume.Entry {
    private static final int PAGE = 4096;
    private static final int SECTOR = 512;

    /**
     * A write, or a new size, not made durable.
     *
     * @param bytes null for a new size
     */
    private record Pending(long offset, byte[] bytes) {}

    /** Pages by number; a page that is not there is zeros. */
    private static final class Image {
        final Map<Long, byte[]> pages = new HashMap<>();
        long size;

        void write(long offset, byte[] bytes, int from, int length) {
            size = Math.max(size, offset + length);
            for (int done = 0; done < length; ) {
                long at = offset + done;
                int within = (int) (at % PAGE);
                int part = Math.min(PAGE - within, length - done);
                byte[] page = pages.computeIfAbsent(at / PAGE, any -> new byte[PAGE]);
                System.arraycopy(bytes, from + done, page, within, part);
                done += part;
            }
        }

        void resize(long to) {
            if (to < size) {
                long last = (to + PAGE - 1) / PAGE;
                pages.keySet().removeIf(page -> page >= last);
                byte[] end = pages.get(to / PAGE);
                if (end != null) {
                    java.util.Arrays.fill(end, (int) (to % PAGE), PAGE, (byte) 0);
                }
            }
            size = to;
        }

        void copyFrom(Image other) {
            pages.clear();
            other.pages.forEach((number, page) -> pages.put(number, page.clone()));
            size = other.size;
        }
    }

    private final Volume volume;
    private final long number;
    private final Image seen = new Image();
    private final Image durable = new Image();
    private final List<Pending> pending = new ArrayList<>();
    private MemorySegment mapped;
    private Object lockedBy;
    private long modified;

    Inode(Volume volume, long number) {
        this.volume = volume;
        this.number = number;
        this.modified = volume.run().nanos();
    }

    long number() {
        return number;
    }

    long size() {
        return mapped == null ? seen.size : mapped.byteSize();
    }

    /** Nanoseconds of the run's clock. */
    long modified() {
        return modified;
    }

    int read(ByteBuffer target, long offset) {
        if (offset >= size()) {
            return target.hasRemaining() ? -1 : 0;
        }
        int length = (int) Math.min(target.remaining(), size() - offset);
        for (int done = 0; done < length; ) {
            long at = offset + done;
            int within = (int) (at % PAGE);
            int part = Math.min(PAGE - within, length - done);
            byte[] page = seen.pages.get(at / PAGE);
            if (page == null) {
                target.put(ZEROS, 0, part);
            } else {
                target.put(page, within, part);
            }
            done += part;
        }
        return length;
    }

    private static final byte[] ZEROS = new byte[PAGE];

    int write(ByteBuffer source, long offset) {
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        seen.write(offset, bytes, 0, bytes.length);
        pending.add(new Pending(offset, bytes));
        modified = volume.run().nanos();
        return bytes.length;
    }

    void resize(long size) {
        seen.resize(size);
        pending.add(new Pending(size, null));
        modified = volume.run().nanos();
    }

    void force() {
        for (Pending one : pending) {
            if (one.bytes() == null) {
                durable.resize(one.offset());
            } else {
                durable.write(one.offset(), one.bytes(), 0, one.bytes().length);
            }
        }
        pending.clear();
    }

    /** A sync that failed: the system believes all is written, and it is not. */
    void forget() {
        pending.clear();
    }

    /**
     * Sectors of what was under way are on the disk, or not; the order they were written in is
     * gone.
     */
    void cut(Random random) {
        int luck = random.nextInt(3);
        for (Pending one : pending) {
            boolean none = luck == 0 || luck == 1 && random.nextBoolean();
            if (none) {
                continue;
            }
            if (one.bytes() == null) {
                durable.resize(one.offset());
            } else {
                tear(one, random);
            }
        }
        pending.clear();
        seen.copyFrom(durable);
        mapped = null;
        lockedBy = null;
    }

    private void tear(Pending write, Random random) {
        int unit = random.nextBoolean() ? SECTOR : PAGE;
        int kind = random.nextInt(3);
        int length = write.bytes().length;
        int sectors = (length + unit - 1) / unit;
        int prefix = random.nextInt(sectors + 1);
        for (int sector = 0; sector < sectors; sector++) {
            boolean there = kind == 0 || (kind == 1 ? sector < prefix : random.nextBoolean());
            if (there) {
                int at = sector * unit;
                durable.write(write.offset() + at, write.bytes(), at, Math.min(unit, length - at));
            }
        }
    }

    void rot(long offset, int bits) {
        for (Image image : List.of(seen, durable)) {
            byte[] page = image.pages.computeIfAbsent(offset / PAGE, any -> new byte[PAGE]);
            page[(int) (offset % PAGE)] ^= (byte) bits;
        }
    }

    /** Memory that is the file's content; written through a mapping it survives kills, not cuts. */
    MemorySegment map(long length) {
        if (mapped == null) {
            byte[] bytes = new byte[Math.toIntExact(length)];
            read(ByteBuffer.wrap(bytes), 0);
            // Of longs, for what is aligned to them.
            mapped = MemorySegment.ofArray(new long[bytes.length / Long.BYTES]);
            mapped.copyFrom(MemorySegment.ofArray(bytes));
        }
        return mapped;
    }

    boolean lock(Object owner) {
        if (lockedBy != null) {
            return false;
        }
        lockedBy = owner;
        return true;
    }

    void unlock(Object owner) {
        if (lockedBy == owner) {
            lockedBy = null;
        }
    }
}
