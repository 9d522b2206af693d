package io.continuo.replication.mobility;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.component.CaptureReport;
import io.continuo.api.component.CaptureSpec;
import io.continuo.api.component.DiskSpec;
import io.continuo.api.component.RaisedEvent;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.machine.ChangeLogView;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.ResyncView;
import io.continuo.api.policy.ResyncWindow;
import io.continuo.replication.gateway.Gateway;
import io.continuo.replication.nbd.Chunk;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.nbd.NbdExport;
import io.continuo.replication.stream.FramePool;
import io.continuo.replication.stream.IntakeLink;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** One machine, its disks as files, a process server and a target in memory. */
final class Rig implements AutoCloseable {
    static final Duration DEADLINE = Duration.ofSeconds(20);

    final MemoryTarget target;
    final Queue<RaisedEvent> events = new ConcurrentLinkedQueue<>();
    private final Path directory;
    private CaptureSpec spec;
    private final ChunkPool chunks;
    private final FramePool frames = new FramePool();
    private final Gateway gateway;
    private final long logBytes;
    private long diskLogBytes;
    private DiskClaims claims = new DiskClaims();
    private MachineCapture capture;
    private Chunk filling;
    private int filled;

    Rig(Path directory, long... diskSizes) throws IOException {
        this(directory, new ChunkPool(), 64 << 20, false, diskSizes);
    }

    Rig(Path directory, ChunkPool chunks, long logBytes, boolean keepPoints, long... diskSizes)
            throws IOException {
        this(directory, chunks, logBytes, keepPoints, files(directory, diskSizes));
    }

    /** Of disks that are there already. */
    Rig(Path directory, ChunkPool chunks, long logBytes, boolean keepPoints, List<DiskSpec> disks) {
        this.directory = directory;
        this.chunks = chunks;
        this.logBytes = logBytes;
        this.target =
                new MemoryTarget(
                        keepPoints, disks.stream().mapToLong(DiskSpec::sizeBytes).toArray());
        this.gateway = new Gateway(address -> IntakeLink.dialer(target), 32 << 20);
        this.spec =
                new CaptureSpec(
                        "m1",
                        "web-01",
                        UUID.randomUUID().toString(),
                        disks,
                        "local",
                        "local",
                        3600);
    }

    private static List<DiskSpec> files(Path directory, long... diskSizes) throws IOException {
        List<DiskSpec> disks = new ArrayList<>();
        for (int i = 0; i < diskSizes.length; i++) {
            Path path = directory.resolve("disk" + i + ".raw");
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                file.setLength(diskSizes[i]);
            }
            disks.add(new DiskSpec(i, path.toString(), diskSizes[i]));
        }
        return disks;
    }

    /** How much of the change log may be on disk from the next start on; 0 for none. */
    void diskLogBytes(long bytes) {
        diskLogBytes = bytes;
    }

    /** When a resync that may wait runs, from the next start on. */
    void resyncWindow(ResyncWindow window) {
        spec = spec.with(spec.crashPointSeconds(), Optional.of(window.text()));
    }

    ResyncView resync() {
        return report().resync().orElseThrow();
    }

    /** Files of the change log on disk. */
    List<Path> diskLog() throws IOException {
        Path log = directory.resolve("agent/log");
        if (!Files.isDirectory(log)) {
            return List.of();
        }
        try (var files = Files.list(log)) {
            return files.sorted().toList();
        }
    }

    ChangeLogView changeLog() {
        return report().changeLog().orElseThrow();
    }

    Path disk(int index) {
        return Path.of(spec.disks().get(index).path());
    }

    MachineCapture start() throws IOException {
        capture = MachineCapture.start(spec, directory.resolve("agent"), claims, around());
        return capture;
    }

    private CaptureSurroundings around() {
        return new CaptureSurroundings(
                chunks,
                frames,
                address -> gateway,
                Clock.systemUTC(),
                events::add,
                logBytes,
                diskLogBytes);
    }

    /** Orders other disks; the target has room for them. */
    void change(List<DiskSpec> disks) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        Optional<DiskFiles> files = capture.makeWay();
        while (files.isEmpty()) {
            assertThat(System.nanoTime()).as("in time: a moment to change").isLessThan(deadline);
            Thread.sleep(20);
            files = capture.makeWay();
        }
        spec =
                new CaptureSpec(
                        spec.machineId(),
                        spec.machine(),
                        spec.streamId(),
                        disks,
                        spec.processServer(),
                        spec.masterTarget(),
                        spec.crashPointSeconds(),
                        spec.resyncWindow(),
                        spec.layout() + 1,
                        false,
                        false);
        capture = MachineCapture.start(spec, directory.resolve("agent"), files.get(), around());
        files.get().keepOnly(disks.stream().map(DiskSpec::path).toList());
    }

    MachineCapture capture() {
        return capture;
    }

    /** The agent dies as by kill -9: nothing is finished or written out. */
    void kill() {
        capture.abandon();
    }

    void write(int disk, long offset, byte[] bytes) throws IOException {
        NbdExport export = capture.exports().get(disk);
        for (int at = 0; at < bytes.length; at += ChunkPool.PAYLOAD_BYTES) {
            int part = Math.min(ChunkPool.PAYLOAD_BYTES, bytes.length - at);
            Received received = receive(bytes, at, part);
            try {
                export.write(offset + at, received.chunk(), received.position(), part, false);
            } finally {
                received.chunk().release();
            }
        }
    }

    private record Received(Chunk chunk, int position) {}

    /** Packs what is written into chunks, as the server's receiver does. */
    private synchronized Received receive(byte[] bytes, int from, int length) {
        if (filling == null || filled + length > ChunkPool.PAYLOAD_BYTES) {
            if (filling != null) {
                filling.release();
            }
            filling = chunks.acquire(Duration.ofMillis(20));
            filled = 0;
        }
        filling.view(filled, length).put(bytes, from, length);
        filling.retain();
        Received received = new Received(filling, filled);
        filled += length;
        return received;
    }

    void zero(int disk, long offset, long length) throws IOException {
        capture.exports().get(disk).zero(offset, length, false, false);
    }

    void trim(int disk, long offset, long length) throws IOException {
        capture.exports().get(disk).trim(offset, length, false);
    }

    byte[] read(int disk, long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        capture.exports().get(disk).read(offset, buffer);
        return buffer.array();
    }

    PointView mark(String label) {
        try {
            return capture.mark(PointKind.MARK, label, DEADLINE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    CaptureReport report() {
        return capture.report(name -> "nbd:" + name);
    }

    void awaitState(DataState state) {
        await("the data state becomes " + state, () -> capture.state() == state);
    }

    /** Waits until everything is durable and the target equals the disks. */
    void awaitEqual() {
        await("a mark becomes durable", this::marked);
        assertEqual();
    }

    boolean marked() {
        try {
            mark("equal");
            return true;
        } catch (ContinuoException e) {
            return false;
        }
    }

    void assertEqual() {
        assertThat(target.failure()).as("what the sender did wrong").isNull();
        for (int i = 0; i < spec.disks().size(); i++) {
            try {
                byte[] source = Files.readAllBytes(disk(i));
                assertThat(target.mismatch(i, source))
                        .as("first difference of disk " + i)
                        .isEqualTo(-1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time: " + what).isLessThan(deadline);
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        if (capture != null) {
            capture.abandon();
        }
        gateway.close();
        target.close();
    }
}
