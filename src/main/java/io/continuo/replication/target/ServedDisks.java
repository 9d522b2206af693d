package io.continuo.replication.target;

import io.continuo.api.component.DiskSpec;
import io.continuo.api.machine.ViewDisk;
import io.continuo.replication.nbd.NbdExport;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Overlays of one machine's disks, and where they are served. */
final class ServedDisks {
    private final List<Overlay> overlays;
    private final ViewExports exports;
    private final String group;
    private final List<ViewDisk> views;

    private ServedDisks(
            List<Overlay> overlays, ViewExports exports, String group, List<ViewDisk> views) {
        this.overlays = overlays;
        this.exports = exports;
        this.group = group;
        this.views = views;
    }

    /** Opens a disk's overlay. */
    @FunctionalInterface
    interface Opener {
        Overlay open(int position, String name) throws IOException;
    }

    /** Puts on record that the disks are served, before they are. */
    @FunctionalInterface
    interface Record {
        void save() throws IOException;
    }

    /** How clients know the disks. */
    record Titles(String group, String prefix, String description) {}

    /** Opens all and serves them; where one fails none stays open. */
    static ServedDisks open(
            List<DiskSpec> specs, Opener opener, Record record, Titles titles, ViewExports exports)
            throws IOException {
        List<Overlay> overlays = new ArrayList<>();
        try {
            List<NbdExport> disks = new ArrayList<>();
            for (int i = 0; i < specs.size(); i++) {
                DiskSpec disk = specs.get(i);
                Overlay overlay = opener.open(i, name(disk));
                overlays.add(overlay);
                disks.add(
                        new ViewDiskExport(
                                titles.prefix() + disk.index(),
                                disk.path() + titles.description(),
                                disk.sizeBytes(),
                                overlay));
            }
            record.save();
            List<String> uris = exports.register(titles.group(), disks);
            List<ViewDisk> views = new ArrayList<>();
            for (int i = 0; i < uris.size(); i++) {
                DiskSpec disk = specs.get(i);
                views.add(new ViewDisk(disk.path(), disk.sizeBytes(), uris.get(i)));
            }
            return new ServedDisks(overlays, exports, titles.group(), List.copyOf(views));
        } catch (IOException | RuntimeException e) {
            closeAll(overlays);
            throw e;
        }
    }

    /** What a disk's files are called. */
    static String name(DiskSpec disk) {
        return "disk-" + disk.index();
    }

    static Path file(Path directory, DiskSpec disk) {
        return Overlay.file(directory, name(disk));
    }

    List<ViewDisk> views() {
        return views;
    }

    List<Overlay> overlays() {
        return overlays;
    }

    /** Stops serving, with everything written durable. */
    void suspend() throws IOException {
        exports.withdraw(group);
        for (Overlay overlay : overlays) {
            overlay.force();
        }
        closeAll(overlays);
    }

    /** Stops serving; what was written is of no use any more. */
    void abandon() throws IOException {
        exports.withdraw(group);
        closeAll(overlays);
    }

    private static void closeAll(List<Overlay> overlays) throws IOException {
        for (Overlay overlay : overlays) {
            overlay.close();
        }
    }
}
