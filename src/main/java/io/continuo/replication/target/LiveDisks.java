package io.continuo.replication.target;

import io.continuo.api.component.Outcome;
import io.continuo.replication.files.DurableDirectories;
import io.continuo.replication.files.DurableFile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The disks a machine runs on after a failover: at first a point with what was written since beside
 * it, and once made whole plain images that need the replica no more. Served under the names the
 * source's disks had, which are free then: one side is active (invariant 6).
 */
final class LiveDisks {
    private static final int COPY_BYTES = 8 << 20;

    private final Path directory;
    private final Optional<PointImage> image;
    private final ServedDisks served;
    private volatile LiveRecord record;

    private LiveDisks(
            Path directory, LiveRecord record, Optional<PointImage> image, ServedDisks served) {
        this.directory = directory;
        this.record = record;
        this.image = image;
        this.served = served;
    }

    /**
     * Begins, or goes on where it stopped.
     *
     * @param image at the record's point, these disks' from here; empty once they are whole
     */
    static LiveDisks open(
            Path directory,
            LiveRecord record,
            Optional<PointImage> image,
            ViewExports exports,
            Optional<LinuxHoles> holes)
            throws IOException {
        try {
            DurableDirectories.create(directory);
            ServedDisks served =
                    ServedDisks.open(
                            record.disks(),
                            (i, name) -> {
                                long size = record.disks().get(i).sizeBytes();
                                return image.isEmpty()
                                        ? Overlay.whole(directory, name, size, holes)
                                        : Overlay.lasting(
                                                directory, name, image.get().disks().get(i), holes);
                            },
                            () -> file(directory).save(record),
                            new ServedDisks.Titles(
                                    "live " + record.machineId(),
                                    record.machine() + "-",
                                    " of " + record.machine() + ", failed over"),
                            exports);
            return new LiveDisks(directory, record, image, served);
        } catch (IOException | RuntimeException e) {
            image.ifPresent(PointImage::close);
            throw e;
        }
    }

    /** What was open in a directory when the target stopped, if anything was. */
    static Optional<LiveRecord> kept(Path directory) throws IOException {
        return file(directory).load();
    }

    private static DurableFile<LiveRecord> file(Path directory) {
        return new DurableFile<>(directory.resolve("live.json"), LiveRecord.class);
    }

    LiveRecord record() {
        return record;
    }

    Outcome.ViewOpened opened() {
        return new Outcome.ViewOpened(record.point(), served.views());
    }

    /** Makes them images of their own; the machine goes on meanwhile. */
    synchronized void makeWhole(ExportWatch watch) throws IOException {
        if (record.whole()) {
            return;
        }
        long total = served.overlays().stream().mapToLong(Overlay::dataBytes).sum();
        long[] done = new long[1];
        watch.progress(0, total);
        for (Overlay overlay : served.overlays()) {
            overlay.fill(bytes -> {
                done[0] += bytes;
                watch.progress(Math.min(done[0], total), total);
                return !watch.cancelled();
            });
        }
        LiveRecord whole = record.asWhole();
        file(directory).save(whole);
        record = whole;
    }

    /** Stops serving, and keeps everything for the next start. */
    void suspend() throws IOException {
        served.suspend();
        image.ifPresent(PointImage::close);
    }

    /** Stops serving and drops what was written. */
    void drop() throws IOException {
        served.abandon();
        image.ifPresent(PointImage::close);
        delete(directory);
    }

    /** Stops serving whole disks, to bring their files to where they are to stay. */
    void handOver(List<Path> to) throws IOException {
        suspend();
        LiveRecord leaving = record.moving(to.stream().map(Path::toString).toList());
        file(directory).save(leaving);
        record = leaving;
        move(directory, leaving);
    }

    /** Brings what is on its way there; what is there already is not touched. */
    static void move(Path directory, LiveRecord record) throws IOException {
        for (int i = 0; i < record.movingTo().size(); i++) {
            Path from = ServedDisks.file(directory, record.disks().get(i));
            if (Files.exists(from)) {
                move(from, Path.of(record.movingTo().get(i)));
            }
        }
        delete(directory);
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(to) && !Files.isRegularFile(to)) {
            copy(from, to, StandardOpenOption.WRITE);
            Files.delete(from);
            return;
        }
        DurableDirectories.create(to.toAbsolutePath().getParent());
        if (!Files.getFileStore(from).equals(Files.getFileStore(to.toAbsolutePath().getParent()))) {
            Path part = to.resolveSibling(to.getFileName() + ".part");
            Files.deleteIfExists(part);
            copy(from, part, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(from);
        } else {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
        DurableDirectories.sync(to.toAbsolutePath().getParent());
    }

    private static void copy(Path from, Path to, StandardOpenOption... options) throws IOException {
        try (FileChannel source = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel target = FileChannel.open(to, options)) {
            long size = source.size();
            for (long at = 0; at < size; ) {
                target.position(at);
                at += source.transferTo(at, Math.min(COPY_BYTES, size - at), target);
            }
            target.force(true);
        }
    }

    /** Removes what is left; its record first, so that it never comes back by half. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.deleteIfExists(directory.resolve("live.json"));
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
