package io.continuo.bench;

import io.continuo.api.component.CaptureSpec;
import io.continuo.api.component.DiskSpec;
import io.continuo.api.component.ReplicaSpec;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.ResyncCause;
import io.continuo.api.machine.ResyncReceipt;
import io.continuo.replication.gateway.Gateway;
import io.continuo.replication.mobility.CaptureSurroundings;
import io.continuo.replication.mobility.DiskClaims;
import io.continuo.replication.mobility.MachineCapture;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.nbd.NbdExport;
import io.continuo.replication.stream.FramePool;
import io.continuo.replication.stream.IntakeLink;
import io.continuo.replication.target.MasterTarget;
import io.continuo.replication.target.ViewExports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** One machine's agent, process server and master target, as one process runs them. */
final class OneProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private final Path directory;
    private final CaptureSpec spec;
    private final MasterTarget target;
    private final Gateway gateway;
    private final ChunkPool chunks = new ChunkPool(128);
    private final DiskClaims claims = new DiskClaims();

    /**
     * @param directory for what agent and target keep
     * @param disk of the machine
     */
    OneProcess(Path directory, Path disk) throws IOException {
        this.directory = directory;
        List<DiskSpec> disks = List.of(new DiskSpec(0, disk.toString(), Files.size(disk)));
        String stream = UUID.randomUUID().toString();
        spec = new CaptureSpec("m1", "bench", stream, disks, "local", "local", 3600);
        target = new MasterTarget(directory.resolve("target"), Clock.systemUTC(), new NoViews());
        target.prepare(
                new ReplicaSpec(
                        "m1",
                        "bench",
                        stream,
                        disks,
                        Base64.getEncoder().encodeToString(new byte[32]),
                        1));
        gateway = new Gateway(address -> IntakeLink.dialer(target), 128L << 20);
    }

    /** Starts the agent; what changed on the disk meanwhile is found and sent. */
    MachineCapture start() throws IOException {
        return MachineCapture.start(
                spec,
                directory.resolve("agent"),
                claims,
                new CaptureSurroundings(
                        chunks,
                        new FramePool(),
                        address -> gateway,
                        Clock.systemUTC(),
                        event -> {},
                        64L << 20));
    }

    ChunkPool chunks() {
        return chunks;
    }

    /** Waits until the replica is consistent again, and durable. */
    static ResyncReceipt await(MachineCapture capture, ResyncCause cause) throws IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            var report = capture.report(name -> name);
            Optional<ResyncReceipt> receipt = report.resync().flatMap(resync -> resync.receipt());
            if (report.dataState() == DataState.DELTA
                    && receipt.filter(made -> made.cause() == cause).isPresent()) {
                return receipt.get();
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new IOException("no resync ended in time");
    }

    /** Removes what a measurement wrote. */
    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        gateway.close();
        target.close();
    }

    /** No point is opened here. */
    private static final class NoViews implements ViewExports {
        @Override
        public List<String> register(String group, List<NbdExport> exports) {
            return exports.stream().map(NbdExport::name).toList();
        }

        @Override
        public void withdraw(String group) {}
    }
}
