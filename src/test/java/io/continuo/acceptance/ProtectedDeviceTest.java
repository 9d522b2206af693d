package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.BlockDevicePeers;
import io.continuo.Peers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A disk protected with {@code --capture fuse} is a block device; it comes back after the agent was
 * killed under load, with only what was active compared (invariants 1, 3 and 5).
 */
class ProtectedDeviceTest {
    private static final long DISK_BYTES = 256L << 20;
    private static final long REGION = 1 << 20;
    private static final String USED = "32m";
    private static final long USED_REGIONS = 32;

    /** Regions made active ahead of a writer that moves forward. */
    private static final long AHEAD = 16;

    private static final int ACTIVITY_HEADER = 4096;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path directory;

    private Path home;
    private Path data;
    private Path disk;

    @Test
    void a_device_survives_the_kill_of_its_agent_and_only_active_regions_are_compared()
            throws Exception {
        BlockDevicePeers.require();
        Peers.require("fio");
        home = Files.createDirectories(directory.resolve("home"));
        data = directory.resolve("data");
        disk = Disks.sparse(directory.resolve("disk.img"), DISK_BYTES);
        ServerProcess server = ServerProcess.start(data, home);
        try {
            String device = protect();
            assertThat(Files.readString(backingFile(device))).contains("box-0");
            verified(device);
            viewEqualsDisk();
            refusedAsDisk(device);
            awaitRest();
            Process load = load(device);
            awaitLoad();
            busyPoint();
            server.kill();
            stop(load);
            assertThat(activeRegions()).isBetween(1L, USED_REGIONS + AHEAD);

            server = ServerProcess.start(data, home);
            awaitDelta();
            assertThat(device()).as("the same loop device comes back").isEqualTo(device);
            verified(device);
            viewEqualsDisk();

            Command.json(home, "unprotect", "box", "--json");
            assertThat(backingFile(device)).doesNotExist();
        } finally {
            server.close();
            LeftDevices.tidy(data);
        }
        assertThat(Files.readString(Path.of("/proc/self/mountinfo")))
                .doesNotContain(data.toString());
    }

    private String protect() throws IOException {
        return Command.json(
                        home,
                        "protect",
                        "box",
                        "--disk",
                        disk.toString(),
                        "--capture",
                        "fuse",
                        "--wait",
                        "--json")
                .at("/disks/0/devicePath")
                .asText();
    }

    private void refusedAsDisk(String device) {
        Command protect = Command.run(home, "protect", "other", "--disk", device);
        assertThat(protect.exit()).isEqualTo(1);
        assertThat(protect.err()).startsWith("DISK_ALREADY_PROTECTED");
    }

    private String device() throws IOException {
        return machine().at("/disks/0/devicePath").asText();
    }

    private JsonNode machine() throws IOException {
        return Command.json(home, "machines", "--json").get(0);
    }

    private static Path backingFile(String device) {
        String name = Path.of(device).getFileName().toString();
        return Path.of("/sys/block", name, "loop", "backing_file");
    }

    private static void verified(String device) throws Exception {
        Disks.run(fio(device, "--verify=crc32c", "--number_ios=2000").toArray(String[]::new));
    }

    private static Process load(String device) throws IOException {
        return new ProcessBuilder(fio(device, "--time_based", "--runtime=30"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<String> fio(String device, String... more) {
        List<String> command =
                new java.util.ArrayList<>(
                        List.of(
                                "fio",
                                "--name=load",
                                "--filename=" + device,
                                "--ioengine=libaio",
                                "--direct=1",
                                "--rw=randwrite",
                                "--bs=4k",
                                "--iodepth=16",
                                "--size=" + USED));
        command.addAll(List.of(more));
        return command;
    }

    private static void stop(Process load) throws InterruptedException {
        load.destroyForcibly();
        assertThat(load.waitFor(20, TimeUnit.SECONDS)).as("fio is let go").isTrue();
    }

    private void busyPoint() throws IOException {
        Command.json(home, "mark", "box", "--label", "busy", "--json");
    }

    private void viewEqualsDisk() throws Exception {
        String expected = Disks.hashOfFile(disk);
        String point = Command.json(home, "mark", "box", "--json").get("id").asText();
        JsonNode drill = Command.json(home, "failover", "test", "box", "--point", point, "--json");
        assertThat(Disks.hashOfExport(drill.at("/disks/0/nbdUri").asText())).isEqualTo(expected);
        Command.json(home, "failover", "cleanup", "box", "--json");
    }

    private void awaitDelta() throws Exception {
        Instant deadline = Instant.now().plus(LIMIT);
        while (!machine().get("dataState").asText().equals("DELTA")
                || machine().get("rpoSeconds").isNull()
                || device().isEmpty()) {
            assertThat(Instant.now()).isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void awaitRest() throws Exception {
        Instant deadline = Instant.now().plus(LIMIT);
        while (activeRegions() > 0) {
            assertThat(Instant.now()).as("quiet regions rest").isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void awaitLoad() throws Exception {
        Instant deadline = Instant.now().plus(LIMIT);
        while (activeRegions() == 0) {
            assertThat(Instant.now()).as("fio writes").isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** From the activity log on disk: what a start after a crash compares. */
    private long activeRegions() throws IOException {
        try (var files = Files.walk(data.resolve("agent"))) {
            Path log =
                    files.filter(file -> file.endsWith("disk-0.activity"))
                            .findFirst()
                            .orElseThrow();
            ByteBuffer bits = ByteBuffer.wrap(Files.readAllBytes(log)).position(ACTIVITY_HEADER);
            assertThat(bits.remaining() * 8L).isGreaterThanOrEqualTo(DISK_BYTES / REGION);
            long active = 0;
            while (bits.hasRemaining()) {
                active += Long.bitCount(bits.getLong());
            }
            return active;
        }
    }
}
