package io.continuo.replication.mobility;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;

/**
 * Which regions of a disk may differ from its replica, kept on stable storage: a region is active
 * there before it is first written, and until all of it is durable at both ends. After a crash
 * exactly the active regions have to be compared (invariant 5).
 *
 * <p>A file: 4096 bytes of header (magic, region size, disk size, checksum), then a bit a region in
 * big-endian words. A header that does not fit the disk means nothing is known: all is active.
 *
 * <p>A caller of {@link #activate}, {@link #touched} and {@link #rest} holds the lock of the
 * regions.
 */
final class ActivityLog implements Closeable {
    static final int REGION_BYTES = 1 << 20;

    private static final int HEADER = 4096;
    private static final int MAGIC = 0x434E5441;

    /** Regions activated at once in front of a writer that moves forward. */
    private static final int AHEAD = 16;

    private final FileChannel file;
    private final int regions;
    private final AtomicLongArray active;
    private final long[] lastSequence;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile IOException failure;

    private ActivityLog(FileChannel file, int regions, long[] loaded) {
        this.file = file;
        this.regions = regions;
        this.active = new AtomicLongArray(loaded);
        this.lastSequence = new long[regions];
    }

    /**
     * Opens the log of a disk, or begins one in which everything is active.
     *
     * @param diskSize bytes; a log made for another size counts for nothing
     */
    static ActivityLog open(Path path, long diskSize) throws IOException {
        return open(path, diskSize, diskSize);
    }

    /**
     * The same, of a disk that may have become larger: what is new is active.
     *
     * @param before bytes it had
     */
    static ActivityLog open(Path path, long diskSize, long before) throws IOException {
        if (before > 0 && before < diskSize) {
            extend(path, before, diskSize);
        }
        int regions = regions(diskSize);
        FileChannel file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            long[] loaded = new long[words(diskSize)];
            if (!load(file, diskSize, loaded)) {
                begin(file, diskSize, regions, loaded);
                syncDirectory(path.toAbsolutePath().getParent());
            }
            return new ActivityLog(file, regions, loaded);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void extend(Path path, long before, long diskSize) throws IOException {
        long[] old = new long[words(before)];
        if (!Files.exists(path)) {
            return;
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            if (!load(file, before, old)) {
                return;
            }
        }
        long[] extended = new long[words(diskSize)];
        fill(extended, regions(diskSize));
        // The region the disk ended in has a part that is new.
        for (int region = 0; region < before / REGION_BYTES; region++) {
            if ((old[region / Long.SIZE] & 1L << region) == 0) {
                extended[region / Long.SIZE] &= ~(1L << region);
            }
        }
        Path next = path.resolveSibling(path.getFileName() + ".next");
        try (FileChannel file =
                FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.truncate(0);
            write(file, HEADER, words(extended));
            write(file, 0, header(diskSize));
            file.force(true);
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(path.toAbsolutePath().getParent());
    }

    private static int regions(long diskSize) {
        return Math.toIntExact((diskSize + REGION_BYTES - 1) / REGION_BYTES);
    }

    private static int words(long diskSize) {
        return (regions(diskSize) + Long.SIZE - 1) / Long.SIZE;
    }

    private static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static boolean load(FileChannel file, long diskSize, long[] active) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(HEADER + active.length * Long.BYTES);
        if (file.size() != all.capacity()) {
            return false;
        }
        while (all.hasRemaining() && file.read(all, all.position()) >= 0) {
            continue;
        }
        if (all.hasRemaining() || !all.flip().slice(0, HEADER).equals(header(diskSize))) {
            return false;
        }
        all.position(HEADER).asLongBuffer().get(active);
        return true;
    }

    private static void begin(FileChannel file, long diskSize, int regions, long[] active)
            throws IOException {
        file.truncate(0);
        fill(active, regions);
        write(file, HEADER, words(active));
        write(file, 0, header(diskSize));
        file.force(true);
    }

    private static void fill(long[] active, int regions) {
        Arrays.fill(active, -1L);
        if (regions % Long.SIZE != 0) {
            active[active.length - 1] = (1L << regions) - 1;
        }
    }

    private static ByteBuffer header(long diskSize) {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        header.putInt(MAGIC).putInt(1).putInt(REGION_BYTES).putLong(diskSize);
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, header.position());
        return header.putInt((int) crc.getValue()).rewind();
    }

    int regions() {
        return regions;
    }

    boolean isActive(int region) {
        return (active.getAcquire(region / Long.SIZE) & 1L << region) != 0;
    }

    /** Makes sure the regions are active on stable storage before they are written. */
    void activate(int first, int last) {
        for (int region = first; region <= last; region++) {
            if (!isActive(region)) {
                activateSlowly(first, last);
                return;
            }
        }
    }

    private void activateSlowly(int first, int last) {
        lock.lock();
        try {
            boolean forward = first > 0 && isActive(first - 1);
            int to = Math.min(regions - 1, forward ? last + AHEAD : last);
            long[] wanted = snapshot();
            for (int region = first; region <= to; region++) {
                wanted[region / Long.SIZE] |= 1L << region;
            }
            store(wanted, first / Long.SIZE, to / Long.SIZE);
        } finally {
            lock.unlock();
        }
    }

    /** Everything is active: nothing is known of the replica. */
    void activateAll() {
        lock.lock();
        try {
            long[] wanted = snapshot();
            fill(wanted, regions);
            store(wanted, 0, wanted.length - 1);
        } finally {
            lock.unlock();
        }
    }

    /** Others see a region active only once it is so on stable storage. */
    private void store(long[] wanted, int firstWord, int lastWord) {
        if (failure == null) {
            try {
                ByteBuffer words = words(Arrays.copyOfRange(wanted, firstWord, lastWord + 1));
                write(file, HEADER + (long) firstWord * Long.BYTES, words);
                file.force(false);
            } catch (IOException e) {
                fail(e);
            }
        }
        for (int word = firstWord; word <= lastWord; word++) {
            active.setRelease(word, wanted[word]);
        }
    }

    private long[] snapshot() {
        long[] words = new long[active.length()];
        for (int i = 0; i < words.length; i++) {
            words[i] = active.get(i);
        }
        return words;
    }

    /**
     * A log that cannot be written must not be believed after a crash: it is made worthless, so
     * that everything will be compared. The guest's write goes on (invariant 1).
     */
    private void fail(IOException e) {
        failure = e;
        try {
            file.truncate(0);
            file.force(true);
        } catch (IOException second) {
            e.addSuppressed(second);
        }
    }

    /** Why the log is not kept any more, or null. */
    IOException failure() {
        return failure;
    }

    /** A write of these regions got this sequence in the change log. */
    void touched(int first, int last, long sequence) {
        for (int region = first; region <= last; region++) {
            if (lastSequence[region] < sequence) {
                lastSequence[region] = sequence;
            }
        }
    }

    /** Sequence of the newest change of a region known here. */
    long lastSequence(int region) {
        return lastSequence[region];
    }

    /** A region is equal at both ends and durable there: it need not be compared after a crash. */
    void rest(int region) {
        lock.lock();
        try {
            active.set(region / Long.SIZE, active.get(region / Long.SIZE) & ~(1L << region));
        } finally {
            lock.unlock();
        }
    }

    /** Writes out what {@link #rest} changed; not synced, for a bit too many does no harm. */
    void storeRested() {
        lock.lock();
        try {
            if (failure == null) {
                write(file, HEADER, words(snapshot()));
            }
        } catch (IOException e) {
            fail(e);
        } finally {
            lock.unlock();
        }
    }

    private static ByteBuffer words(long[] active) {
        ByteBuffer words = ByteBuffer.allocate(active.length * Long.BYTES);
        words.asLongBuffer().put(active);
        return words;
    }

    private static void write(FileChannel file, long at, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Forgets the log for good. */
    static void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
    }
}
