package io.continuo.replication.fuse;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.nbd.NbdExport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A directory with a file for each disk, for programs and loop devices that want a path. Spoken is
 * FUSE's kernel protocol itself, on {@code /dev/fuse}; only root may mount this way.
 *
 * <p>Disks come and go while it is mounted. Reads and writes come here uncached, so what the kernel
 * has told a program is written has been written by the disk.
 */
public final class FuseServer implements AutoCloseable {
    /** Measured: fewer leave a slow request in the way of others, more only take turns. */
    public static final int THREADS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(FuseServer.class);
    private static final String DEVICE = "/dev/fuse";
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long NO_SUID_DEV_EXEC_ATIME = 2 | 4 | 8 | 1024;

    private final Path directory;
    private final FuseFiles files = new FuseFiles();
    private final List<FuseWorker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    private FuseServer(Path directory) {
        this.directory = directory;
    }

    /**
     * Mounts an empty directory. One left behind by a server that died is replaced.
     *
     * @param directory made if missing
     * @param pool what writes are received into
     * @param threads how many requests are served at once
     * @throws io.continuo.api.error.ContinuoException DEVICE_UNAVAILABLE: not allowed here
     */
    public static FuseServer mount(Path directory, ChunkPool pool, int threads) throws IOException {
        Path place = place(directory);
        cleanUp(place);
        Files.createDirectories(place);
        FuseServer server = new FuseServer(place);
        int device = FuseCalls.open(DEVICE, FuseCalls.O_RDWR | FuseCalls.O_CLOEXEC);
        if (device < 0) {
            throw refused("opening " + DEVICE, FuseCalls.errno());
        }
        String options = "fd=" + device + ",rootmode=40000,user_id=0,group_id=0";
        String target = place.toString();
        if (FuseCalls.mount("continuo", target, "fuse", NO_SUID_DEV_EXEC_ATIME, options) != 0) {
            int errno = FuseCalls.errno();
            FuseCalls.close(device);
            throw refused("mounting " + place, errno);
        }
        server.start(device, pool, threads);
        return server;
    }

    /** Takes away a mount whose server died; its users get errors, as they did already. */
    public static void cleanUp(Path directory) throws IOException {
        Path place = place(directory);
        while (Mounts.has(place)) {
            if (!Mounts.detach(place)) {
                throw refused("unmounting " + place, FuseCalls.errno());
            }
            LOG.info("the stale mount at {} is gone", place);
        }
    }

    /** The directory itself must not be looked at: a dead mount answers nothing. */
    static Path place(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath().normalize();
        Files.createDirectories(absolute.getParent());
        return absolute.getParent().toRealPath().resolve(absolute.getFileName());
    }

    private void start(int device, ChunkPool pool, int count) {
        workers.add(new FuseWorker(device, files, pool));
        for (int i = 1; i < count; i++) {
            int copy = copyOf(device);
            if (copy >= 0) {
                workers.add(new FuseWorker(copy, files, pool));
            }
        }
        for (FuseWorker worker : workers) {
            threads.add(Thread.ofPlatform().daemon().name("fuse-" + threads.size()).start(worker));
        }
    }

    /** A descriptor for another thread, so that threads do not share a queue. */
    private static int copyOf(int device) {
        int copy = FuseCalls.open(DEVICE, FuseCalls.O_RDWR | FuseCalls.O_CLOEXEC);
        try (var arena = Arena.ofConfined()) {
            var from = arena.allocateFrom(ValueLayout.JAVA_INT, device);
            if (copy >= 0 && FuseCalls.ioctl(copy, FuseProtocol.CLONE, from) != 0) {
                LOG.warn("a FUSE thread less: errno {}", FuseCalls.errno());
                FuseCalls.close(copy);
                return -1;
            }
        }
        return copy;
    }

    /** Where the files are. */
    public Path directory() {
        return directory;
    }

    /**
     * Serves a disk from now on.
     *
     * @return its file
     * @throws IllegalArgumentException its name is taken
     */
    public Path add(NbdExport disk) {
        if (!files.add(disk)) {
            throw new IllegalArgumentException("there is a file of that name: " + disk.name());
        }
        return directory.resolve(disk.name());
    }

    /**
     * Stops serving a disk: requests in flight finish, later ones fail. Afterwards nobody is inside
     * the disk.
     *
     * @return whether there was one of that name
     */
    public boolean remove(String name) {
        Optional<FuseFile> file = files.remove(name);
        file.ifPresent(FuseFile::close);
        return file.isPresent();
    }

    /** Removes every disk and unmounts. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        files.all().forEach(file -> remove(file.disk().name()));
        if (!Mounts.detach(directory)) {
            LOG.warn("{} cannot be unmounted: errno {}", directory, FuseCalls.errno());
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int i = 0; i < threads.size(); i++) {
            if (ended(threads.get(i), deadline)) {
                workers.get(i).close();
            } else {
                // Whoever keeps a file open keeps the mount alive; it goes with the process.
                LOG.warn("somebody still uses a file of {}", directory);
                return;
            }
        }
    }

    private static boolean ended(Thread thread, long deadline) {
        try {
            return thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static RuntimeException refused(String what, int errno) {
        return Problem.of(
                        ErrorCode.DEVICE_UNAVAILABLE,
                        "Disks cannot be offered as devices here.",
                        "The system refused " + what + ": errno " + errno + ".",
                        "Run the agent as root, on a Linux with /dev/fuse and loop devices, or"
                                + " protect with --capture nbd.",
                        DEVICE)
                .toException();
    }
}
