package io.continuo.replication.target;

import io.continuo.api.component.Outcome;
import io.continuo.api.component.ReplicaSpec;
import io.continuo.replication.files.DurableDirectories;
import io.continuo.replication.files.DurableFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A machine's disks at a point, served read-write; what is written is dropped at the end. */
final class Drill {
    private final DrillRecord record;
    private final Path directory;
    private final PointImage image;
    private final ServedDisks served;

    private Drill(DrillRecord record, Path directory, PointImage image, ServedDisks served) {
        this.record = record;
        this.directory = directory;
        this.image = image;
        this.served = served;
    }

    /**
     * Begins a drill or goes on with one.
     *
     * @param image at the drill's point; the drill's from here
     */
    static Drill open(
            Path directory,
            ReplicaSpec spec,
            DrillRecord record,
            PointImage image,
            ViewExports exports,
            Optional<LinuxHoles> holes)
            throws IOException {
        try {
            DurableDirectories.create(directory);
            ServedDisks served =
                    ServedDisks.open(
                            image.specs(),
                            (i, name) -> Overlay.open(directory, name, image.disks().get(i), holes),
                            () ->
                                    new DurableFile<>(
                                                    directory.resolve("drill.json"),
                                                    DrillRecord.class)
                                            .save(record),
                            new ServedDisks.Titles(
                                    "drill " + spec.streamId(),
                                    spec.machine() + "-test-disk",
                                    " of " + spec.machine() + ", a drill"),
                            exports);
            return new Drill(record, directory, image, served);
        } catch (IOException | RuntimeException e) {
            image.close();
            throw e;
        }
    }

    /** The drill that was open when the target stopped, if one was. */
    static Optional<DrillRecord> kept(Path directory) throws IOException {
        return new DurableFile<>(directory.resolve("drill.json"), DrillRecord.class).load();
    }

    DrillRecord record() {
        return record;
    }

    Outcome.ViewOpened opened() {
        return new Outcome.ViewOpened(record.point(), served.views());
    }

    /** Stops serving, and keeps everything for the next start. */
    void suspend() throws IOException {
        served.suspend();
        image.close();
    }

    /** Stops serving and drops what was written. */
    void drop() throws IOException {
        served.abandon();
        image.close();
        delete(directory);
    }

    /** Removes what a drill left; its record first, so that it never comes back by half. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.deleteIfExists(directory.resolve("drill.json"));
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
