package io.continuo.replication.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.BlockDevicePeers;
import io.continuo.replication.nbd.Chunk;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.nbd.DiskFile;
import io.continuo.replication.nbd.FileExport;
import io.continuo.replication.nbd.NbdExport;
import io.continuo.replication.nbd.NbdLimits;
import io.continuo.replication.nbd.NbdServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * What every way of capturing keeps to: the disk is a byte array to its user, and each write is
 * seen, whole and unchanged, before its user is told it is done.
 */
class CaptureContractTest {
    private static final int SIZE = (4 << 20) + 512;
    private static final long SEED = Long.getLong("continuo.seed", System.nanoTime());

    @TempDir Path directory;

    @Test
    void a_disk_over_nbd_is_a_byte_array_and_every_write_is_seen() throws Exception {
        ChunkPool pool = new ChunkPool(8);
        try (Witness disk = new Witness(image());
                NbdServer server = new NbdServer(pool, NbdLimits.DEFAULT)) {
            server.add(disk);
            server.listen(directory.resolve("nbd.sock"));
            use(disk, "nbd", server.uri("disk").toString());
        }
        assertThat(pool.held() + pool.privateHeld()).isZero();
    }

    @Test
    void a_disk_over_fuse_is_a_byte_array_and_every_write_is_seen() throws Exception {
        BlockDevicePeers.require();
        ChunkPool pool = new ChunkPool(8);
        try (Witness disk = new Witness(image());
                FuseServer server =
                        FuseServer.mount(directory.resolve("mnt"), pool, FuseServer.THREADS)) {
            Path file = server.add(disk);
            use(disk, "file", file.toString());
        }
        assertThat(pool.held() + pool.privateHeld()).isZero();
    }

    private void use(Witness disk, String door, String address) throws Exception {
        System.out.println("seed: -Dcontinuo.seed=" + SEED);
        Path output = directory.resolve("user.out");
        Process user =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-classpath",
                                System.getProperty("java.class.path"),
                                DiskUser.class.getName(),
                                door,
                                address,
                                Long.toString(SEED))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertThat(user.waitFor(java.time.Duration.ofSeconds(60))).isTrue();
        } finally {
            user.destroyForcibly();
        }
        List<String> printed = Files.readAllLines(output);
        assertThat(user.exitValue()).as("%s, seed %d", printed, SEED).isZero();
        byte[] there = Files.readAllBytes(disk.image);
        assertThat(printed.getFirst()).isEqualTo(Integer.toHexString(Arrays.hashCode(there)));
        disk.forget(0);
        assertThat(disk.replica).as("seed " + SEED).isEqualTo(there);
    }

    private Path image() throws IOException {
        Path image = directory.resolve("disk.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(SIZE);
        }
        return image;
    }

    /** Keeps every write's chunk for a while, as replication does, and only then looks at it. */
    private static final class Witness implements NbdExport, AutoCloseable {
        private static final int KEPT = 64;

        private final Path image;
        private final FileExport file;
        private final byte[] replica = new byte[SIZE];
        private final Deque<Change> kept = new ArrayDeque<>();

        private record Change(long offset, Chunk chunk, int position, int length) {}

        Witness(Path image) throws IOException {
            this.image = image;
            this.file = new FileExport("disk", DiskFile.open(image, false), false);
        }

        @Override
        public String name() {
            return "disk";
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public boolean readOnly() {
            return false;
        }

        @Override
        public void read(long offset, ByteBuffer target) throws IOException {
            file.read(offset, target);
        }

        @Override
        public synchronized void write(
                long offset, Chunk chunk, int position, int length, boolean fua)
                throws IOException {
            file.write(offset, chunk, position, length, fua);
            if (chunk.tryRetain()) {
                kept.add(new Change(offset, chunk, position, length));
                forget(KEPT);
            } else {
                forget(0);
                chunk.copyTo(position, replica, (int) offset, length);
            }
        }

        @Override
        public synchronized void zero(long offset, long length, boolean fua, boolean noHole)
                throws IOException {
            file.zero(offset, length, fua, noHole);
            forget(0);
            Arrays.fill(replica, (int) offset, (int) (offset + length), (byte) 0);
        }

        @Override
        public synchronized void trim(long offset, long length, boolean fua) throws IOException {
            zero(offset, length, fua, false);
        }

        @Override
        public void flush() throws IOException {
            file.flush();
        }

        synchronized void forget(int most) {
            while (kept.size() > most) {
                Change change = kept.poll();
                change.chunk()
                        .copyTo(change.position(), replica, (int) change.offset(), change.length());
                change.chunk().release();
            }
        }

        @Override
        public void close() throws IOException {
            forget(0);
            file.close();
        }
    }
}
