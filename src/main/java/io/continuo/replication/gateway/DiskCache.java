package io.continuo.replication.gateway;

import io.continuo.replication.files.DurableDirectories;
import io.continuo.replication.journal.DataKey;
import io.continuo.replication.stream.FramePool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The part of a process server's disk that holds what targets lack, for all machines together:
 * bounded, encrypted with a key that only its owner can read.
 */
public final class DiskCache {
    private static final int KEY_BYTES = 32;
    private static final long LOOK_NANOS = 1_000_000_000L;

    private final Path directory;
    private final long most;
    private final FramePool pool;
    private final String key;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long used;
    private long total;
    private long lookedAt;
    private boolean looked;

    private DiskCache(Path directory, long most, FramePool pool, String key) {
        this.directory = directory;
        this.most = most;
        this.pool = pool;
        this.key = key;
    }

    /**
     * Opens a process server's cache, or makes one; with DOMAIN.md's smallest size as its bound.
     */
    public static DiskCache open(Path directory, FramePool pool) throws IOException {
        return open(directory, CacheLimits.BYTES, pool);
    }

    /**
     * @param most bytes it may take; less where the volume has less to give
     */
    public static DiskCache open(Path directory, long most, FramePool pool) throws IOException {
        DurableDirectories.create(directory);
        return new DiskCache(directory, most, pool, key(directory.resolve("key")));
    }

    private static String key(Path file) throws IOException {
        if (Files.exists(file)) {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.US_ASCII)
                    .strip();
        }
        byte[] secret = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        String text = Base64.getEncoder().encodeToString(secret);
        Path fresh = file.resolveSibling("key.new");
        try (FileChannel out =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ownersOnly(fresh);
            out.write(ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        DurableDirectories.sync(file.toAbsolutePath().getParent());
        return text;
    }

    private static void ownersOnly(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** The streams something may be left of. */
    List<UUID> streams() throws IOException {
        List<UUID> found = new ArrayList<>();
        try (var all = Files.newDirectoryStream(directory)) {
            for (Path path : all) {
                String name = path.getFileName().toString();
                if (Files.isDirectory(path) && name.length() == 36) {
                    found.add(UUID.fromString(name));
                }
            }
        }
        return found;
    }

    Path directory(UUID stream) {
        return directory.resolve(stream.toString());
    }

    /** A stream's part, with what a process before has left there. */
    StreamCache stream(UUID stream) throws IOException {
        StreamCache cache =
                new StreamCache(directory(stream), stream, new DataKey(key, stream), pool);
        cache.recover();
        resized(0, cache.bytes());
        return cache;
    }

    /** A stream's part has grown or shrunk. */
    void resized(long before, long now) {
        if (before == now) {
            return;
        }
        lock.lock();
        try {
            used += now - before;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets whoever waits look again whether it was abandoned. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for room, and with little of it as long as a throttled machine has to. A piece is let
     * in whenever anything is free, so that none is too large.
     *
     * @return false if {@code abandoned} became true first
     */
    boolean await(long bytes, BooleanSupplier abandoned) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (used >= total() && !abandoned.getAsBoolean()) {
                changed.awaitNanos(LOOK_NANOS);
            }
            double free = free();
            if (free < CacheLimits.THROTTLE_FREE && !abandoned.getAsBoolean()) {
                long nanos =
                        (long)
                                (Duration.ofSeconds(1).toNanos()
                                        * (bytes / (double) CacheLimits.rate(free)));
                long until = System.nanoTime() + nanos;
                while (nanos > 0 && !abandoned.getAsBoolean()) {
                    changed.awaitNanos(nanos);
                    nanos = until - System.nanoTime();
                }
            }
            return !abandoned.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    long used() {
        lock.lock();
        try {
            return used;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes it may take now: its bound, or what the volume can give. */
    long total() {
        lock.lock();
        try {
            long now = System.nanoTime();
            if (!looked || now - lookedAt > LOOK_NANOS) {
                looked = true;
                lookedAt = now;
                total = look();
            }
            return total;
        } finally {
            lock.unlock();
        }
    }

    private long look() {
        try {
            FileStore store = Files.getFileStore(directory);
            long keep =
                    Math.min(
                            CacheLimits.KEEP_FREE_MOST,
                            store.getTotalSpace() / CacheLimits.KEEP_FREE_PART);
            return Math.min(most, used + Math.max(0, store.getUsableSpace() - keep));
        } catch (IOException e) {
            // A volume that cannot be asked takes nothing either.
            return used;
        }
    }

    /** The share of it that is free. */
    double free() {
        long all = total();
        return all <= 0 ? 0 : Math.max(0, 1 - (double) used() / all);
    }
}
