package io.continuo.replication.target;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * What was written to a view of one disk: a sparse file, and a bitmap of the blocks that are in it.
 * Both are files, so that a drill goes on after its server was killed: the kernel has what was
 * acknowledged, {@link #force()} puts it on disk.
 */
final class Overlay implements AutoCloseable {
    static final int BLOCK = 4096;

    private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

    private final PointDisk under;
    private final SparseFile file;
    private final Arena arena;
    private final MemorySegment bits;

    /** Shared for whole blocks, exclusive for parts of one: those read, change and write it. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private Overlay(PointDisk under, SparseFile file, Arena arena, MemorySegment bits) {
        this.under = under;
        this.file = file;
        this.arena = arena;
        this.bits = bits;
    }

    /** Opens the overlay kept under {@code name}, or makes an empty one. */
    static Overlay open(Path directory, String name, PointDisk under, Optional<LinuxHoles> holes)
            throws IOException {
        long words = (under.size() / BLOCK + 64) / 64;
        Path bitFile = directory.resolve(name + ".bits");
        if (!Files.exists(bitFile) || Files.size(bitFile) != words * Long.BYTES) {
            // Written in full: memory of a file the disk has no room for must not be touched.
            Files.write(bitFile, new byte[Math.toIntExact(words * Long.BYTES)]);
        }
        Arena arena = Arena.ofShared();
        try (FileChannel channel =
                FileChannel.open(bitFile, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MemorySegment bits =
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, words * Long.BYTES, arena);
            SparseFile file =
                    SparseFile.open(directory.resolve(name + ".overlay"), under.size(), holes);
            return new Overlay(under, file, arena, bits);
        } catch (IOException e) {
            arena.close();
            throw e;
        }
    }

    private boolean has(long block) {
        long word = (long) WORD.getAcquire(bits, (block >>> 6) * Long.BYTES);
        return (word >>> block & 1) != 0;
    }

    private void mark(long fromBlock, long toBlock) {
        for (long block = fromBlock; block < toBlock; ) {
            long next = Math.min(toBlock, (block | 63) + 1);
            long mask = -1L >>> 64 - (next - block) << block;
            WORD.getAndBitwiseOrRelease(bits, (block >>> 6) * Long.BYTES, mask);
            block = next;
        }
    }

    /** The first block from {@code block} on that is not, or is, in the file as {@code in} says. */
    private long runEnd(long block, long limit, boolean in) {
        long at = block;
        while (at < limit && has(at) == in) {
            at++;
        }
        return at;
    }

    void read(long offset, ByteBuffer target) throws IOException {
        long end = offset + target.remaining();
        int limit = target.limit();
        for (long at = offset; at < end; ) {
            long block = at / BLOCK;
            boolean in = has(block);
            long stop = Math.min(end, runEnd(block + 1, (end + BLOCK - 1) / BLOCK, in) * BLOCK);
            target.limit(target.position() + (int) (stop - at));
            if (in) {
                file.read(at, target);
            } else {
                under.read(at, target);
            }
            target.limit(limit);
            at = stop;
        }
    }

    void write(long offset, ByteBuffer source) throws IOException {
        split(
                offset,
                source.remaining(),
                (from, to) -> {
                    file.write(from, source.slice((int) (from - offset), (int) (to - from)));
                    mark(from / BLOCK, (to + BLOCK - 1) / BLOCK);
                },
                (from, to, block) -> {
                    ByteBuffer part = source.slice((int) (from - offset), (int) (to - from));
                    block.put((int) (from % BLOCK), part, 0, part.remaining());
                });
    }

    void zero(long offset, long length) throws IOException {
        split(
                offset,
                length,
                (from, to) -> {
                    file.zero(from, to - from);
                    mark(from / BLOCK, (to + BLOCK - 1) / BLOCK);
                },
                (from, to, block) -> {
                    for (long at = from; at < to; at++) {
                        block.put((int) (at % BLOCK), (byte) 0);
                    }
                });
    }

    @FunctionalInterface
    private interface WholeBlocks {
        void change(long from, long to) throws IOException;
    }

    @FunctionalInterface
    private interface PartOfBlock {
        void change(long from, long to, ByteBuffer block);
    }

    private void split(long offset, long length, WholeBlocks whole, PartOfBlock part)
            throws IOException {
        long end = offset + length;
        long firstWhole = (offset + BLOCK - 1) / BLOCK * BLOCK;
        // The disk's last block may be short; covered to its end it is whole.
        long lastWhole = end == under.size() ? end : end / BLOCK * BLOCK;
        if (firstWhole >= lastWhole) {
            if (firstWhole > offset && firstWhole < end) {
                changePart(offset, firstWhole, part);
                changePart(firstWhole, end, part);
            } else if (length > 0) {
                changePart(offset, end, part);
            }
            return;
        }
        if (offset < firstWhole) {
            changePart(offset, firstWhole, part);
        }
        lock.readLock().lock();
        try {
            whole.change(firstWhole, lastWhole);
        } finally {
            lock.readLock().unlock();
        }
        if (lastWhole < end) {
            changePart(lastWhole, end, part);
        }
    }

    private void changePart(long from, long to, PartOfBlock part) throws IOException {
        long start = from / BLOCK * BLOCK;
        int length = (int) Math.min(BLOCK, under.size() - start);
        lock.writeLock().lock();
        try {
            ByteBuffer block = ByteBuffer.allocate(length);
            read(start, block);
            part.change(from, to, block.flip());
            file.write(start, block);
            mark(start / BLOCK, start / BLOCK + 1);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Tells what is known of a range; blocks written here count as data. */
    void extents(
            long offset, long length, io.continuo.replication.nbd.NbdExport.ExtentConsumer to) {
        long end = offset + length;
        boolean[] more = {true};
        for (long at = offset; at < end && more[0]; ) {
            long block = at / BLOCK;
            boolean in = has(block);
            long stop = Math.min(end, runEnd(block + 1, (end + BLOCK - 1) / BLOCK, in) * BLOCK);
            if (in) {
                more[0] = to.extent(stop - at, false, false);
            } else {
                under.extents(
                        at,
                        stop - at,
                        (bytes, hole, zero) -> more[0] = to.extent(bytes, hole, zero));
            }
            at = stop;
        }
    }

    /** Everything written is on disk on return. */
    void force() throws IOException {
        file.force();
        bits.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
        arena.close();
    }
}
