package io.continuo.replication.target;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which blocks of an overlay are in its file. A killed process loses no acknowledged write: the
 * bits are a mapped file, which the kernel has. That is enough for a drill.
 *
 * <p>A loss of power may keep a page of that file and lose the blocks it tells of, and what was
 * durable under them would read as zeros. Where a machine runs for real the bits are therefore kept
 * twice: after another boot of the computer only those count that were written after their blocks
 * had been synced.
 */
final class OverlayBits implements Closeable {
    private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();
    private static final int PAGE = 4096;
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private final boolean all;
    private final Arena arena;
    private final MemorySegment bits;
    private final FileChannel durable;

    /** A bit for each page of {@link #bits} that has more bits set than the durable file. */
    private final AtomicLongArray fresh;

    private final Object forcing = new Object();

    private OverlayBits(boolean all, Arena arena, MemorySegment bits, FileChannel durable) {
        this.all = all;
        this.arena = arena;
        this.bits = bits;
        this.durable = durable;
        this.fresh = new AtomicLongArray((int) (bits.byteSize() / PAGE / Long.SIZE) + 1);
    }

    /** Every block is there. */
    static OverlayBits all() {
        return new OverlayBits(true, Arena.ofAuto(), MemorySegment.NULL, null);
    }

    /** Opens the mapped bits kept under {@code name}, or makes them, with no block there. */
    static OverlayBits mapped(Path directory, String name, long blocks) throws IOException {
        long bytes = (blocks / Long.SIZE + 1) * Long.BYTES;
        Path file = directory.resolve(name + ".bits");
        if (!Files.exists(file) || Files.size(file) != bytes) {
            // Written in full: memory of a file the disk has no room for must not be touched.
            Files.write(file, new byte[Math.toIntExact(bytes)]);
        }
        Arena arena = Arena.ofShared();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MemorySegment bits = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
            return new OverlayBits(false, arena, bits, null);
        } catch (IOException e) {
            arena.close();
            throw e;
        }
    }

    /** The same, kept twice. */
    static OverlayBits lasting(Path directory, String name, long blocks) throws IOException {
        int bytes = Math.toIntExact((blocks + PAGE * 8L - 1) / (PAGE * 8L) * PAGE);
        Path mapped = directory.resolve(name + ".bits");
        Path durable = directory.resolve(name + ".durable");
        Path boot = directory.resolve(name + ".boot");
        if (!Files.exists(durable) || Files.size(durable) != bytes) {
            Files.write(durable, new byte[bytes]);
        }
        boolean sameBoot = Files.exists(boot) && Arrays.equals(Files.readAllBytes(boot), bootId());
        if (!sameBoot || !Files.exists(mapped) || Files.size(mapped) != bytes) {
            // Written in full: memory of a file the disk has no room for must not be touched.
            Files.write(mapped, Files.readAllBytes(durable));
            Files.write(boot, bootId());
        }
        Arena arena = Arena.ofShared();
        FileChannel kept = null;
        try (FileChannel channel =
                FileChannel.open(mapped, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            kept = FileChannel.open(durable, StandardOpenOption.WRITE);
            MemorySegment bits = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
            OverlayBits open = new OverlayBits(false, arena, bits, kept);
            open.allFresh(bytes / PAGE);
            return open;
        } catch (IOException e) {
            arena.close();
            if (kept != null) {
                kept.close();
            }
            throw e;
        }
    }

    /** Where the system does not tell its boots apart only what was synced counts. */
    private static byte[] bootId() throws IOException {
        return Files.isReadable(BOOT)
                ? Files.readAllBytes(BOOT)
                : Long.toString(System.nanoTime()).getBytes();
    }

    /** What the mapped bits have more than the durable ones is not known after a start. */
    private void allFresh(int pages) {
        for (int page = 0; page < pages; page++) {
            freshen(page);
        }
    }

    private void freshen(long page) {
        long bit = 1L << page;
        int word = (int) (page >>> 6);
        if ((fresh.get(word) & bit) == 0) {
            fresh.accumulateAndGet(word, bit, (before, more) -> before | more);
        }
    }

    boolean has(long block) {
        if (all) {
            return true;
        }
        long word = (long) WORD.getAcquire(bits, (block >>> 6) * Long.BYTES);
        return (word >>> block & 1) != 0;
    }

    void mark(long fromBlock, long toBlock) {
        if (all) {
            return;
        }
        for (long block = fromBlock; block < toBlock; ) {
            long next = Math.min(toBlock, (block | 63) + 1);
            long mask = -1L >>> 64 - (next - block) << block;
            long at = (block >>> 6) * Long.BYTES;
            if (((long) WORD.getAcquire(bits, at) & mask) != mask) {
                WORD.getAndBitwiseOrRelease(bits, at, mask);
                if (durable != null) {
                    freshen(at / PAGE);
                }
            }
            block = next;
        }
    }

    /** What syncs the blocks themselves. */
    @FunctionalInterface
    interface Sync {
        void run() throws IOException;
    }

    /** Makes the blocks durable, and then what is said of them. */
    void force(Sync blocks) throws IOException {
        if (durable == null) {
            blocks.run();
            if (!all) {
                bits.force();
            }
            return;
        }
        synchronized (forcing) {
            long[] taken = new long[fresh.length()];
            ByteBuffer copy = take(taken);
            try {
                blocks.run();
                write(taken, copy);
            } catch (IOException e) {
                putBack(taken);
                throw e;
            }
        }
    }

    /** Copies the fresh pages as they are now: later bits are of blocks not synced yet. */
    private ByteBuffer take(long[] taken) {
        int pages = 0;
        for (int i = 0; i < taken.length; i++) {
            taken[i] = fresh.getAndSet(i, 0);
            pages += Long.bitCount(taken[i]);
        }
        ByteBuffer copy = ByteBuffer.allocate(pages * PAGE).order(ByteOrder.nativeOrder());
        for (int i = 0; i < taken.length; i++) {
            for (long left = taken[i]; left != 0; left &= left - 1) {
                long page = i * 64L + Long.numberOfTrailingZeros(left);
                for (int at = 0; at < PAGE; at += Long.BYTES) {
                    long word = (long) WORD.getAcquire(bits, page * PAGE + at);
                    copy.putLong(word);
                }
            }
        }
        return copy.flip();
    }

    private void write(long[] taken, ByteBuffer copy) throws IOException {
        if (!copy.hasRemaining()) {
            return;
        }
        int from = 0;
        for (int i = 0; i < taken.length; i++) {
            for (long left = taken[i]; left != 0; left &= left - 1) {
                long to = (i * 64L + Long.numberOfTrailingZeros(left)) * PAGE;
                ByteBuffer page = copy.slice(from, PAGE);
                while (page.hasRemaining()) {
                    to += durable.write(page, to);
                }
                from += PAGE;
            }
        }
        durable.force(false);
    }

    private void putBack(long[] taken) {
        for (int i = 0; i < taken.length; i++) {
            fresh.accumulateAndGet(i, taken[i], (before, more) -> before | more);
        }
    }

    @Override
    public void close() throws IOException {
        if (!all) {
            arena.close();
        }
        if (durable != null) {
            durable.close();
        }
    }
}
