package io.continuo.replication.target;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongPredicate;

/**
 * What was written to a view of one disk: a sparse file, and which of its blocks are in it. The
 * file has what was acknowledged also when the process is killed, {@link #force()} makes it outlive
 * a loss of power; see {@link OverlayBits} for how the two are kept apart. When every block is in
 * the file it is the disk, and nothing under it is needed any more.
 */
final class Overlay implements AutoCloseable {
    static final int BLOCK = 4096;

    private static final int PIECE = 64 * BLOCK;

    private final Optional<PointDisk> under;
    private final long size;
    private final SparseFile file;
    private final OverlayBits bits;

    /** Shared for whole blocks, exclusive for parts of one: those read, change and write it. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private Overlay(Optional<PointDisk> under, long size, SparseFile file, OverlayBits bits) {
        this.under = under;
        this.size = size;
        this.file = file;
        this.bits = bits;
    }

    /** Opens the overlay a drill keeps under {@code name}, or makes an empty one. */
    static Overlay open(Path directory, String name, PointDisk under, Optional<LinuxHoles> holes)
            throws IOException {
        OverlayBits bits = OverlayBits.mapped(directory, name, under.size() / BLOCK);
        return open(directory, name, under, holes, bits);
    }

    /** Opens one that outlives a loss of power. */
    static Overlay lasting(Path directory, String name, PointDisk under, Optional<LinuxHoles> holes)
            throws IOException {
        OverlayBits bits = OverlayBits.lasting(directory, name, blocks(under.size()));
        return open(directory, name, under, holes, bits);
    }

    private static Overlay open(
            Path directory,
            String name,
            PointDisk under,
            Optional<LinuxHoles> holes,
            OverlayBits bits)
            throws IOException {
        try {
            SparseFile file = SparseFile.open(file(directory, name), under.size(), holes);
            return new Overlay(Optional.of(under), under.size(), file, bits);
        } catch (IOException e) {
            bits.close();
            throw e;
        }
    }

    /** Opens one that has every block. */
    static Overlay whole(Path directory, String name, long size, Optional<LinuxHoles> holes)
            throws IOException {
        SparseFile file = SparseFile.open(file(directory, name), size, holes);
        return new Overlay(Optional.empty(), size, file, OverlayBits.all());
    }

    /** Where the bytes are. */
    static Path file(Path directory, String name) {
        return directory.resolve(name + ".overlay");
    }

    private static long blocks(long size) {
        return (size + BLOCK - 1) / BLOCK;
    }

    private boolean has(long block) {
        return bits.has(block);
    }

    private void mark(long fromBlock, long toBlock) {
        bits.mark(fromBlock, toBlock);
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
                under.orElseThrow().read(at, target);
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
        long lastWhole = end == size ? end : end / BLOCK * BLOCK;
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
        int length = (int) Math.min(BLOCK, size - start);
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
                under.orElseThrow()
                        .extents(
                                at,
                                stop - at,
                                (bytes, hole, zero) -> more[0] = to.extent(bytes, hole, zero));
            }
            at = stop;
        }
    }

    /** Bytes that {@link #fill} has to look at. */
    long dataBytes() {
        return under.map(PointDisk::dataBytes).orElse(0L);
    }

    /**
     * Brings every block into the file that is not there yet; reads and writes go on meanwhile. On
     * return the file is the disk, durably.
     *
     * @param filled told of the bytes looked at, asked whether to go on
     * @throws java.util.concurrent.CancellationException it was told to stop; all that was brought
     *     stays
     */
    void fill(LongPredicate filled) throws IOException {
        if (under.isEmpty()) {
            return;
        }
        under.get()
                .copyTo((offset, data) -> {
                    int bytes = data.remaining();
                    for (int at = 0; at < bytes; at += PIECE) {
                        int length = Math.min(PIECE, bytes - at);
                        fill(offset + at, data.slice(data.position() + at, length));
                    }
                    if (!filled.test(bytes)) {
                        throw new CancellationException("filling was stopped");
                    }
                });
        // What is in no data below reads as zeros, and so does a file nothing was written to.
        lock.writeLock().lock();
        try {
            mark(0, blocks(size));
        } finally {
            lock.writeLock().unlock();
        }
        force();
    }

    private void fill(long offset, ByteBuffer data) throws IOException {
        long end = offset + data.remaining();
        lock.writeLock().lock();
        try {
            for (long at = offset; at < end; ) {
                long block = at / BLOCK;
                long start = block * BLOCK;
                long stop = Math.min(size, start + BLOCK);
                if (!has(block)) {
                    boolean covered = start >= offset && stop <= end;
                    file.write(
                            start,
                            covered
                                    ? data.slice((int) (start - offset), (int) (stop - start))
                                    : below(start, (int) (stop - start)));
                    mark(block, block + 1);
                }
                at = stop;
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private ByteBuffer below(long start, int length) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(length);
        under.orElseThrow().read(start, block);
        return block.flip();
    }

    /** Everything written is on disk on return. */
    void force() throws IOException {
        bits.force(file::force);
    }

    @Override
    public void close() throws IOException {
        file.close();
        bits.close();
    }
}
