package io.continuo.replication.mobility;

import io.continuo.api.component.CaptureSpec;
import io.continuo.api.component.DiskSpec;
import io.continuo.api.machine.CaptureKind;
import io.continuo.replication.nbd.DiskFile;
import io.continuo.replication.nbd.SizedFile;
import io.continuo.replication.qemu.SnapshotFile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The disks of a machine, claimed and open. */
final class ProtectedDisks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProtectedDisks.class);

    private final CaptureSpec spec;
    private final List<DiskState> states = new ArrayList<>();
    private final List<CapturedDisk> exports = new ArrayList<>();
    private final List<SnapshotFile> snapshots = new ArrayList<>();
    private final List<Closeable> resources = new ArrayList<>();

    private ProtectedDisks(CaptureSpec spec) {
        this.spec = spec;
    }

    /**
     * @param directory holds the activity logs
     * @param dirty by disk, shared with the log
     * @throws io.continuo.api.error.ContinuoException a disk cannot be captured, and why
     */
    static ProtectedDisks open(
            CaptureSpec spec,
            Path directory,
            DiskClaims claims,
            ChangeLog log,
            List<BlockBitmap> dirty)
            throws IOException {
        ProtectedDisks disks = new ProtectedDisks(spec);
        try {
            for (DiskSpec disk : spec.disks()) {
                disks.open(disk, directory, claims, log, dirty.get(disk.index()));
            }
            return disks;
        } catch (IOException | RuntimeException e) {
            disks.close();
            throw e;
        }
    }

    private void open(
            DiskSpec disk, Path directory, DiskClaims claims, ChangeLog log, BlockBitmap dirty)
            throws IOException {
        DiskFile file = disk.capture() == CaptureKind.QEMU ? snapshot(disk) : file(disk, claims);
        Path logPath = directory.resolve("disk-" + disk.index() + ".activity");
        ActivityLog activity = ActivityLog.open(logPath, file.size());
        resources.add(activity);
        DiskState state = new DiskState(disk.index(), file, activity, dirty);
        states.add(state);
        String name = MachineCapture.exportName(spec.machine(), disk.index());
        exports.add(new CapturedDisk(name, disk.index(), file, log, state));
    }

    private DiskFile file(DiskSpec disk, DiskClaims claims) throws IOException {
        Path path = Path.of(disk.path());
        if (!Files.exists(path)) {
            throw DiskInspector.missing(disk.path()).toException();
        }
        resources.add(claims.take(path));
        DiskFile file = DiskFile.open(path, false);
        resources.add(file);
        if (file.size() < disk.sizeBytes()) {
            throw DiskTroubles.resized(disk, file.size()).toException();
        }
        // What was added is told of, and left alone: its user must not wait for that.
        return file.size() == disk.sizeBytes() ? file : new SizedFile(file, disk.sizeBytes());
    }

    /** QEMU has the disk and keeps others off; it is opened with every snapshot. */
    private DiskFile snapshot(DiskSpec disk) {
        SnapshotFile file = new SnapshotFile(Intervals.disk(disk));
        snapshots.add(file);
        return file;
    }

    /** Those read from snapshots of a running QEMU: all or none. */
    List<SnapshotFile> snapshots() {
        return snapshots;
    }

    List<DiskState> states() {
        return states;
    }

    List<CapturedDisk> exports() {
        return exports;
    }

    /**
     * When each disk's file was last modified, ms since 1970; nothing where that says nothing,
     * because QEMU goes on with them.
     */
    List<Long> modified() throws IOException {
        List<Long> times = new ArrayList<>();
        if (!snapshots.isEmpty()) {
            return times;
        }
        for (DiskState state : states) {
            times.add(modified(state.index()));
        }
        return times;
    }

    long modified(int disk) throws IOException {
        return Files.getLastModifiedTime(Path.of(spec.disks().get(disk).path())).toMillis();
    }

    /** Nothing is known of the replica any more, of any disk. */
    void forgetAll() {
        if (!states.stream().allMatch(DiskState::allUnknown)) {
            states.forEach(DiskState::forgetAll);
        }
    }

    @Override
    public void close() {
        for (Closeable resource : resources.reversed()) {
            try {
                resource.close();
            } catch (IOException e) {
                LOG.warn("{}: closing failed: {}", spec.machine(), e.getMessage());
            }
        }
    }
}
