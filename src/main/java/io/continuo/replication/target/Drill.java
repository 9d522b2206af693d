package io.continuo.replication.target;

import io.continuo.api.component.DiskSpec;
import io.continuo.api.component.Outcome;
import io.continuo.api.component.ReplicaSpec;
import io.continuo.api.machine.ViewDisk;
import io.continuo.replication.files.DurableDirectories;
import io.continuo.replication.files.DurableFile;
import io.continuo.replication.nbd.NbdExport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A machine's disks at a point, served read-write; what is written is dropped at the end. */
final class Drill {
    private final DrillRecord record;
    private final Path directory;
    private final PointImage image;
    private final List<Overlay> overlays;
    private final ViewExports exports;
    private final String group;
    private final Outcome.ViewOpened opened;

    private Drill(
            DrillRecord record,
            Path directory,
            PointImage image,
            List<Overlay> overlays,
            ViewExports exports,
            String group,
            Outcome.ViewOpened opened) {
        this.record = record;
        this.directory = directory;
        this.image = image;
        this.overlays = overlays;
        this.exports = exports;
        this.group = group;
        this.opened = opened;
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
        List<Overlay> overlays = new ArrayList<>();
        try {
            DurableDirectories.create(directory);
            List<NbdExport> disks = new ArrayList<>();
            for (int i = 0; i < image.specs().size(); i++) {
                DiskSpec disk = image.specs().get(i);
                String name = "disk-" + disk.index();
                Overlay overlay = Overlay.open(directory, name, image.disks().get(i), holes);
                overlays.add(overlay);
                disks.add(
                        new ViewDiskExport(
                                spec.machine() + "-test-disk" + disk.index(),
                                disk.path() + " of " + spec.machine() + ", a drill",
                                disk.sizeBytes(),
                                overlay));
            }
            new DurableFile<>(directory.resolve("drill.json"), DrillRecord.class).save(record);
            String group = "drill " + spec.streamId();
            List<String> uris = exports.register(group, disks);
            List<ViewDisk> views = new ArrayList<>();
            for (int i = 0; i < uris.size(); i++) {
                DiskSpec disk = image.specs().get(i);
                views.add(new ViewDisk(disk.path(), disk.sizeBytes(), uris.get(i)));
            }
            Outcome.ViewOpened opened = new Outcome.ViewOpened(record.point(), views);
            return new Drill(record, directory, image, overlays, exports, group, opened);
        } catch (IOException | RuntimeException e) {
            closeAll(overlays);
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
        return opened;
    }

    /** Stops serving, and keeps everything for the next start. */
    void suspend() throws IOException {
        exports.withdraw(group);
        for (Overlay overlay : overlays) {
            overlay.force();
        }
        closeAll(overlays);
        image.close();
    }

    /** Stops serving and drops what was written. */
    void drop() throws IOException {
        exports.withdraw(group);
        closeAll(overlays);
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

    private static void closeAll(List<Overlay> overlays) throws IOException {
        for (Overlay overlay : overlays) {
            overlay.close();
        }
    }
}
