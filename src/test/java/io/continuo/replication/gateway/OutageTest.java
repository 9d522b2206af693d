package io.continuo.replication.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.component.CacheState;
import io.continuo.api.component.CaptureReport;
import io.continuo.api.component.CaptureSpec;
import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.DiskSpec;
import io.continuo.api.component.ReplicaSpec;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.machine.ChangeLogMode;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.replication.mobility.CaptureSurroundings;
import io.continuo.replication.mobility.DiskClaims;
import io.continuo.replication.mobility.MachineCapture;
import io.continuo.replication.nbd.Chunk;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.nbd.NbdExport;
import io.continuo.replication.stream.FramePool;
import io.continuo.replication.stream.FramePort;
import io.continuo.replication.stream.IntakeLink;
import io.continuo.replication.stream.LineSecurity;
import io.continuo.replication.stream.TcpDialer;
import io.continuo.replication.target.MasterTarget;
import io.continuo.replication.target.ViewExports;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The line to the target is cut while a guest writes 50 MB/s, and comes back: nothing is lost, and
 * the agent's own log is not what held it. Two seconds in a build; {@code -Dcontinuo.outage=60} for
 * a minute, which also asks that the backlog drains five times faster than it grew.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class OutageTest {
    private static final int SECONDS = Integer.getInteger("continuo.outage", 2);
    private static final long CHURN = 50_000_000;
    private static final int PIECE = 64 << 10;
    private static final long DISK = (SECONDS > 10 ? 512L : 64L) << 20;
    private static final UUID STREAM = UUID.fromString("6f1d1b52-0d0f-4a5e-9a3c-2f6f8f1d9c01");
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @TempDir Path directory;
    private final FramePool frames = new FramePool();
    private final ChunkPool chunks = new ChunkPool(64);
    private final Exports exports = new Exports();
    private final List<AutoCloseable> open = new ArrayList<>();
    private volatile boolean stop;
    private volatile long written;

    private static final class Exports implements ViewExports {
        private List<NbdExport> served = List.of();

        @Override
        public List<String> register(String group, List<NbdExport> exports) {
            served = List.copyOf(exports);
            return exports.stream().map(NbdExport::name).toList();
        }

        @Override
        public void withdraw(String group) {
            served = List.of();
        }
    }

    @AfterEach
    void close() throws Exception {
        stop = true;
        for (AutoCloseable part : open.reversed()) {
            part.close();
        }
    }

    @Test
    void what_is_written_while_the_target_is_away_arrives_when_it_is_back() throws Exception {
        Path disk = directory.resolve("disk.raw");
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(DISK);
        }
        List<DiskSpec> disks = List.of(new DiskSpec(0, disk.toString(), DISK));
        MasterTarget target =
                new MasterTarget(directory.resolve("target"), Clock.systemUTC(), exports);
        open.add(target);
        target.prepare(new ReplicaSpec("m1", "db-01", STREAM.toString(), disks, KEY, 86_400));
        FramePort port = listen(target, 0);
        String address = "127.0.0.1:" + port.port();
        Gateway gateway =
                new Gateway(
                        to ->
                                new TcpDialer(
                                        to, frames, LineSecurity.NONE, ComponentRole.MASTER_TARGET),
                        128 << 20,
                        Clock.systemDefaultZone(),
                        Optional.of(DiskCache.open(directory.resolve("cache"), frames)));
        open.add(gateway);
        MachineCapture capture = capture(disks, gateway, address);
        await("it replicates", () -> capture.state() == DataState.DELTA);
        Thread guest = Thread.ofPlatform().start(() -> churn(capture));

        port.close();
        await("changes go to disk", () -> caching(gateway) == CacheState.CACHING);
        long began = System.nanoTime();
        long before = written;
        await("it was away", () -> written - before >= SECONDS * CHURN);
        double away = (System.nanoTime() - began) / 1e9;
        CaptureReport report = capture.report(name -> name);
        assertThat(report.changeLog().orElseThrow().mode()).isEqualTo(ChangeLogMode.DATA);
        long backlog = gateway.report().cacheUsedBytes();
        assertThat(backlog).isGreaterThan(SECONDS * CHURN / 2);

        FramePort again = listen(target, port.port());
        open.add(again);
        long back = System.nanoTime();
        await("it is reached again", () -> caching(gateway) != CacheState.CACHING);
        double reached = (System.nanoTime() - back) / 1e9;
        await("it passes again", () -> caching(gateway) == CacheState.PASSING);
        double drained = (System.nanoTime() - back) / 1e9;
        stop = true;
        guest.join();
        System.out.printf(
                Locale.ROOT,
                "outage of %.1f s: %d MB gathered, gone %.1f s after the line was back, of which"
                        + " %.1f s until it was dialled again; with the guest writing on %.1f times"
                        + " as fast as they grew, at %.0f MB/s of the journal's%n",
                away,
                backlog / 1_000_000,
                drained,
                reached,
                away / drained,
                (backlog / 1e6 + CHURN / 1e6 * drained) / (drained - reached));
        same(target, mark(capture), disk);
        if (SECONDS >= 60) {
            assertThat(away / drained).isGreaterThan(5);
        }
    }

    private FramePort listen(MasterTarget target, int port) throws IOException {
        FramePort made =
                FramePort.open(
                        "127.0.0.1:" + port, IntakeLink.dialer(target), frames, LineSecurity.NONE);
        return made;
    }

    private MachineCapture capture(List<DiskSpec> disks, Gateway gateway, String target)
            throws IOException {
        MachineCapture capture =
                MachineCapture.start(
                        new CaptureSpec("m1", "db-01", STREAM.toString(), disks, "ps", target, 1),
                        directory.resolve("agent"),
                        new DiskClaims(),
                        new CaptureSurroundings(
                                chunks,
                                frames,
                                any -> gateway,
                                Clock.systemUTC(),
                                event -> {},
                                64 << 20,
                                Long.MAX_VALUE));
        open.add(capture);
        return capture;
    }

    private static CacheState caching(Gateway gateway) {
        return gateway.report().cache().orElseThrow().state();
    }

    /** A guest that writes noise all over its disk, at its rate and no faster. */
    private void churn(MachineCapture capture) {
        NbdExport disk = capture.exports().getFirst();
        Random random = new Random(1);
        byte[] noise = new byte[PIECE];
        long began = System.nanoTime();
        try {
            while (!stop) {
                Chunk chunk = chunks.acquire(Duration.ofMillis(20));
                int at = 0;
                while (at < ChunkPool.PAYLOAD_BYTES) {
                    random.nextBytes(noise);
                    chunk.view(at, PIECE).put(noise);
                    long offset = random.nextInt((int) (DISK / PIECE)) * (long) PIECE;
                    disk.write(offset, chunk, at, PIECE, false);
                    at += PIECE;
                }
                chunk.release();
                written += at;
                long due = began + written * 1_000_000_000L / CHURN;
                LockSupport.parkNanos(due - System.nanoTime());
            }
        } catch (IOException e) {
            throw new AssertionError("a guest's write failed", e);
        }
    }

    private static PointView mark(MachineCapture capture) throws InterruptedException {
        for (int i = 0; true; i++) {
            try {
                return capture.mark(PointKind.MARK, "after", Duration.ofSeconds(30));
            } catch (ContinuoException e) {
                if (i > 3) {
                    throw e;
                }
            }
        }
    }

    private void same(MasterTarget target, PointView point, Path disk) throws IOException {
        target.openView("m1", point.id());
        byte[] source = Files.readAllBytes(disk);
        ByteBuffer replica = ByteBuffer.allocate(source.length);
        for (int at = 0; at < source.length; at += 1 << 20) {
            exports.served.getFirst().read(at, replica.slice(at, 1 << 20));
        }
        assertThat(ByteBuffer.wrap(source).mismatch(replica.rewind())).isEqualTo(-1);
        target.closeView("m1");
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60 + 5L * SECONDS).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time: " + what).isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
