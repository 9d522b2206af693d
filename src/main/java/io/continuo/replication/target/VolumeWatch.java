package io.continuo.replication.target;

import io.continuo.api.component.VolumeReport;
import io.continuo.api.component.VolumeReport.Level;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Watches the room on a master target's volume, and slows or stops what would fill it. */
final class VolumeWatch {
    private static final long LOOK_NANOS = Duration.ofMillis(250).toNanos();

    /** A fast sender fills a small volume between two looks, so it is looked after this, too. */
    private static final long LOOK_BYTES = 8L << 20;

    /** Free and total bytes of a volume. */
    record Room(long free, long total) {}

    /** Asks a volume for its room. */
    @FunctionalInterface
    interface Volume {
        Room room() throws IOException;
    }

    private final Volume volume;
    private Room room = new Room(Long.MAX_VALUE, Long.MAX_VALUE);
    private Level level = Level.ROOMY;
    private long lookedAt;
    private long takenSince;
    private boolean looked;

    VolumeWatch(Volume volume) {
        this.volume = volume;
    }

    /** The volume a directory is on, or will be. */
    static Volume of(Path directory) {
        return () -> {
            Path there = directory.toAbsolutePath();
            while (Files.notExists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            FileStore store = Files.getFileStore(there);
            return new Room(store.getUsableSpace(), store.getTotalSpace());
        };
    }

    /** What its free room means now; a moment old at most. */
    synchronized Level level() {
        long now = System.nanoTime();
        if (!looked || now - lookedAt > LOOK_NANOS || takenSince > LOOK_BYTES) {
            looked = true;
            lookedAt = now;
            takenSince = 0;
            try {
                room = volume.room();
                level = Watermarks.level(room.free(), room.total(), level);
            } catch (IOException e) {
                // A volume that cannot be asked fails where it is written to, and is told there.
                return level;
            }
        }
        return level;
    }

    synchronized VolumeReport report() {
        Level now = level();
        return new VolumeReport(room.free(), room.total(), now);
    }

    /** Waits as long as so many more bytes have to while room is short. */
    void slow(int bytes) throws InterruptedException {
        synchronized (this) {
            takenSince += bytes;
        }
        if (level() == Level.THROTTLED) {
            Room now;
            synchronized (this) {
                now = room;
            }
            Thread.sleep(
                    Duration.ofNanos(
                            bytes * 1_000_000_000L / Watermarks.rate(now.free(), now.total())));
        }
    }

    /** Whether there is so little that nothing more is taken. */
    boolean full() {
        return level() == Level.FULL;
    }

    /** Whether nobody needs to make room. */
    boolean roomy() {
        return level() == Level.ROOMY;
    }
}
