package io.continuo.replication.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.BlockDevicePeers;
import io.continuo.client.nbd.NbdError;
import io.continuo.client.nbd.NbdException;
import io.continuo.replication.nbd.Chunk;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.nbd.NbdExport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a FUSE file does when its disk misbehaves, is read-only, or goes. */
class FuseServerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path directory;

    @Test
    void a_failing_disk_fails_its_user_and_nobody_else() throws Exception {
        BlockDevicePeers.require();
        try (FuseServer server = mount()) {
            Path full = server.add(new Memory("full", new NbdException(NbdError.ENOSPC, "full")));
            Path broken = server.add(new Memory("broken", new IllegalStateException("a defect")));
            Path well = server.add(new Memory("well", null));
            for (int i = 0; i < 2 * FuseServer.THREADS; i++) {
                assertThat(write(full)).contains("No space left");
                assertThat(write(broken)).contains("Input/output error");
            }
            assertThat(write(well)).contains("copied");
        }
    }

    @Test
    void a_read_only_disk_can_be_read_and_not_written() throws Exception {
        BlockDevicePeers.require();
        try (FuseServer server = mount()) {
            Memory disk = new Memory("disk", null);
            disk.readOnly = true;
            Path file = server.add(disk);
            assertThat(run("dd", "if=" + file, "of=/dev/null", "status=noxfer"))
                    .contains("records in");
            assertThat(write(file)).contains("Read-only file system");
        }
    }

    @Test
    void files_are_listed_come_and_go_with_their_disks() throws Exception {
        BlockDevicePeers.require();
        try (FuseServer server = mount()) {
            server.add(new Memory("one", null));
            Path two = server.add(new Memory("two", null));
            assertThat(run("ls", server.directory().toString())).isEqualTo("one\ntwo\n");
            assertThat(run("stat", "--format=%s", two.toString())).isEqualTo(Memory.SIZE + "\n");
            server.remove("two");
            assertThat(run("ls", server.directory().toString())).isEqualTo("one\n");
            assertThat(write(two)).doesNotContain("copied");
        }
        assertThat(Mounts.has(FuseServer.place(directory.resolve("mnt")))).isFalse();
    }

    @Test
    void a_mount_in_the_way_is_replaced() throws Exception {
        BlockDevicePeers.require();
        FuseServer before = mount();
        try (FuseServer server = mount()) {
            server.add(new Memory("disk", null));
            assertThat(run("ls", server.directory().toString())).isEqualTo("disk\n");
        } finally {
            before.close();
        }
    }

    private FuseServer mount() throws IOException {
        return FuseServer.mount(directory.resolve("mnt"), new ChunkPool(2), FuseServer.THREADS);
    }

    private String write(Path file) throws Exception {
        return run("dd", "if=/dev/zero", "of=" + file, "bs=4k", "count=4", "conv=notrunc,nocreat");
    }

    /** Whatever it printed, in a process that may be killed (see {@link DiskUser}). */
    private String run(String... command) throws Exception {
        Path output = directory.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(LIMIT)).isTrue();
            return Files.readString(output);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Zeros; writing them fails if it is to. */
    private static final class Memory implements NbdExport {
        static final int SIZE = 64 << 10;

        private final String name;
        private final Exception failure;
        private boolean readOnly;

        Memory(String name, Exception failure) {
            this.name = name;
            this.failure = failure;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long size() {
            return SIZE;
        }

        @Override
        public boolean readOnly() {
            return readOnly;
        }

        @Override
        public void read(long offset, ByteBuffer target) {
            target.position(target.limit());
        }

        @Override
        public void write(long offset, Chunk chunk, int position, int length, boolean fua)
                throws IOException {
            if (failure instanceof IOException told) {
                throw told;
            } else if (failure instanceof RuntimeException defect) {
                throw defect;
            }
        }

        @Override
        public void zero(long offset, long length, boolean fua, boolean noHole) {}

        @Override
        public void trim(long offset, long length, boolean fua) {}

        @Override
        public void flush() {}
    }
}
