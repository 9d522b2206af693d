package io.continuo.replication.mobility;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.BlockDevicePeers;
import io.continuo.QemuMachine;
import io.continuo.api.component.DiskSpec;
import io.continuo.api.machine.CaptureKind;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.ResyncCause;
import io.continuo.client.nbd.NbdClient;
import io.continuo.replication.fuse.FuseServer;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.nbd.NbdExport;
import io.continuo.replication.nbd.NbdLimits;
import io.continuo.replication.nbd.NbdServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What every way of capturing a machine keeps to, whoever writes its disks and whoever sees it: a
 * point is all disks as they were when it was asked for, and neither a killed agent nor a lost line
 * nor a resync changes that or costs a full copy.
 */
class CapturesKeepOneContractTest {
    private static final long[] SIZES = {8 << 20, 5 << 20};
    private static final long ALL = 13 << 20;
    private static final int SECTOR = 512;
    private static final long SEED = Long.getLong("continuo.seed", System.nanoTime());

    @TempDir Path directory;

    /** A way for a user to the disks of a machine, and for the machine's changes to the agent. */
    private interface Way extends AutoCloseable {
        Rig rig();

        /** The agent starts. */
        void start() throws Exception;

        /** The agent is killed. */
        void kill() throws Exception;

        void write(int disk, long offset, byte[] bytes) throws Exception;

        byte[] content(int disk) throws IOException;

        @Override
        void close() throws IOException;
    }

    @Test
    void over_nbd() throws Exception {
        try (Way way = new Nbd()) {
            keeps(way);
        }
    }

    @Test
    void over_fuse() throws Exception {
        BlockDevicePeers.require();
        try (Way way = new Fuse()) {
            keeps(way);
        }
    }

    @Test
    void by_bitmaps_of_qemu() throws Exception {
        try (Way way = new Qemu()) {
            keeps(way);
        }
    }

    private static void keeps(Way way) throws Exception {
        System.out.println("seed: -Dcontinuo.seed=" + SEED);
        Random random = new Random(SEED);
        Rig rig = way.rig();
        way.start();
        for (int round = 0; round < 3; round++) {
            use(way, random);
            pointEqualsDisks(way);
        }
        rig.awaitState(DataState.DELTA);

        rig.capture().settleNow();
        long copied = rig.target.copiedBytes();
        use(way, random);
        way.kill();
        way.start();
        use(way, random);
        pointEqualsDisks(way);

        rig.target.crash();
        use(way, random);
        pointEqualsDisks(way);
        assertThat(rig.target.copiedBytes() - copied).as("copied").isLessThan(ALL / 2);

        rig.capture().resync();
        Rig.await(
                "the resync is done",
                () ->
                        rig.resync()
                                .receipt()
                                .filter(done -> done.cause() == ResyncCause.REQUESTED)
                                .isPresent());
        use(way, random);
        pointEqualsDisks(way);
        List<Long> times =
                rig.target.points().stream().map(MemoryTarget.Point::timeMicros).toList();
        assertThat(times).isSorted();
        assertThat(rig.target.failure()).isNull();
    }

    private static void use(Way way, Random random) throws Exception {
        for (int i = 0; i < 4; i++) {
            int disk = random.nextInt(SIZES.length);
            byte[] bytes = new byte[SECTOR * (1 + random.nextInt(200))];
            random.nextBytes(bytes);
            long sectors = (SIZES[disk] - bytes.length) / SECTOR;
            way.write(disk, random.nextLong(sectors) * SECTOR, bytes);
        }
    }

    private static void pointEqualsDisks(Way way) throws Exception {
        Rig rig = way.rig();
        Rig.await("a point is made", rig::marked);
        MemoryTarget.Point newest = rig.target.points().getLast();
        for (int i = 0; i < SIZES.length; i++) {
            assertThat(newest.disks().get(i))
                    .as("disk " + i + ", seed " + SEED)
                    .isEqualTo(way.content(i));
        }
    }

    private final class Nbd implements Way {
        private final Rig rig = new Rig(directory, new ChunkPool(), 64 << 20, true, SIZES);
        private NbdServer server;

        Nbd() throws IOException {}

        @Override
        public Rig rig() {
            return rig;
        }

        @Override
        public void start() throws IOException {
            rig.start();
            server = new NbdServer(new ChunkPool(), NbdLimits.DEFAULT);
            rig.capture().exports().forEach(server::add);
            Path socket = directory.resolve("nbd.sock");
            Files.deleteIfExists(socket);
            server.listen(socket);
        }

        @Override
        public void kill() {
            server.close();
            rig.kill();
        }

        @Override
        public void write(int disk, long offset, byte[] bytes) throws IOException {
            String export = MachineCapture.exportName("web-01", disk);
            try (NbdClient client = NbdClient.connect(server.uri(export))) {
                client.write(offset, ByteBuffer.wrap(bytes));
            }
        }

        @Override
        public byte[] content(int disk) throws IOException {
            return Files.readAllBytes(rig.disk(disk));
        }

        @Override
        public void close() {
            server.close();
            rig.close();
        }
    }

    private final class Fuse implements Way {
        private final Rig rig = new Rig(directory, new ChunkPool(), 64 << 20, true, SIZES);
        private final List<Path> files = new ArrayList<>();
        private FuseServer server;

        Fuse() throws IOException {}

        @Override
        public Rig rig() {
            return rig;
        }

        @Override
        public void start() throws IOException {
            rig.start();
            server =
                    FuseServer.mount(
                            directory.resolve("devices"), new ChunkPool(), FuseServer.THREADS);
            files.clear();
            for (NbdExport export : rig.capture().exports()) {
                files.add(server.add(export));
            }
        }

        @Override
        public void kill() {
            server.close();
            rig.kill();
        }

        @Override
        public void write(int disk, long offset, byte[] bytes) throws Exception {
            Path pattern = directory.resolve("pattern");
            Files.write(pattern, bytes);
            Process dd =
                    new ProcessBuilder(
                                    "dd",
                                    "if=" + pattern,
                                    "of=" + files.get(disk),
                                    "bs=512",
                                    "seek=" + offset / SECTOR,
                                    "conv=notrunc",
                                    "status=none")
                            .redirectErrorStream(true)
                            .redirectOutput(directory.resolve("dd.out").toFile())
                            .start();
            assertThat(dd.waitFor()).as(Files.readString(directory.resolve("dd.out"))).isZero();
        }

        @Override
        public byte[] content(int disk) throws IOException {
            return Files.readAllBytes(rig.disk(disk));
        }

        @Override
        public void close() {
            server.close();
            rig.close();
        }
    }

    private final class Qemu implements Way {
        private final QemuMachine qemu = QemuMachine.still(directory, SIZES);
        private final Rig rig;

        Qemu() throws IOException {
            List<DiskSpec> disks = new ArrayList<>();
            for (int i = 0; i < SIZES.length; i++) {
                disks.add(new DiskSpec(i, qemu.address(i), SIZES[i], CaptureKind.QEMU));
            }
            rig = new Rig(directory, new ChunkPool(), 64 << 20, true, disks);
        }

        @Override
        public Rig rig() {
            return rig;
        }

        @Override
        public void start() throws IOException {
            rig.start();
        }

        @Override
        public void kill() {
            rig.kill();
        }

        @Override
        public void write(int disk, long offset, byte[] bytes) throws IOException {
            qemu.write(disk, offset, bytes);
        }

        @Override
        public byte[] content(int disk) throws IOException {
            return qemu.content(disk);
        }

        @Override
        public void close() throws IOException {
            rig.close();
            qemu.close();
        }
    }
}
