package io.continuo.replication.mobility;

import io.continuo.api.component.CaptureSpec;
import io.continuo.api.component.DiskSpec;
import io.continuo.api.machine.CaptureKind;
import io.continuo.replication.nbd.DiskFile;
import io.continuo.replication.qemu.SnapshotFile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The disks of a machine, claimed and open. */
final class ProtectedDisks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProtectedDisks.class);

    private final CaptureSpec spec;
    private final List<DiskState> states = new ArrayList<>();
    private final List<CapturedDisk> exports = new ArrayList<>();
    private final List<SnapshotFile> snapshots = new ArrayList<>();
    private final List<Closeable> resources = new ArrayList<>();
    private final DiskFiles files;
    private boolean handedOver;

    private ProtectedDisks(CaptureSpec spec, DiskFiles files) {
        this.spec = spec;
        this.files = files;
    }

    /**
     * @param directory holds the activity logs
     * @param files closed with these disks, unless handed over; not where opening fails
     * @param dirty by disk, shared with the log
     * @param joined bytes of each disk that points hold already
     * @throws io.continuo.api.error.ContinuoException a disk cannot be captured, and why
     */
    static ProtectedDisks open(
            CaptureSpec spec,
            Path directory,
            DiskFiles files,
            ChangeLog log,
            List<BlockBitmap> dirty,
            ToLongFunction<DiskSpec> joined)
            throws IOException {
        ProtectedDisks disks = new ProtectedDisks(spec, files);
        try {
            for (DiskSpec disk : spec.disks()) {
                BlockBitmap own = dirty.get(disk.index());
                disks.open(disk, directory, log, own, joined.applyAsLong(disk));
            }
            return disks;
        } catch (IOException | RuntimeException e) {
            disks.handOver();
            disks.close();
            throw e;
        }
    }

    private void open(DiskSpec disk, Path directory, ChangeLog log, BlockBitmap dirty, long joined)
            throws IOException {
        boolean running = disk.capture() == CaptureKind.QEMU;
        DiskFile file = running ? snapshot(disk) : files.open(disk);
        Path logPath = directory.resolve("disk-" + disk.index() + ".activity");
        ActivityLog activity = ActivityLog.open(logPath, file.size(), joined);
        resources.add(activity);
        DiskState state = new DiskState(disk.index(), file, activity, dirty, joined);
        states.add(state);
        String name = MachineCapture.exportName(spec.machine(), disk.index());
        exports.add(new CapturedDisk(name, disk.index(), file, log, state));
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
        for (DiskSpec disk : spec.disks()) {
            while (times.size() < disk.index()) {
                times.add(0L);
            }
            times.add(modified(disk));
        }
        return times;
    }

    static long modified(DiskSpec disk) throws IOException {
        return Files.getLastModifiedTime(Path.of(disk.path())).toMillis();
    }

    /** Somebody else closes the files. */
    DiskFiles handOver() {
        handedOver = true;
        return files;
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
        if (!handedOver) {
            files.close();
        }
    }
}
