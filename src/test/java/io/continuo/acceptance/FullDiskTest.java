package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.Peers;
import io.continuo.client.nbd.NbdClient;
import io.continuo.client.nbd.NbdUri;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A full disk below the whole program: the guest goes on, what is wrong is said, nothing is lost,
 * and replication goes on by itself once there is room.
 */
class FullDiskTest {
    private static final int MIB = 1 << 20;
    private static final int DISK_MIB = 32;
    private static final int VOLUME_MIB = 192;
    private static final int BALLAST_MIB = 96;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path directory;

    private Path home;
    private Path volume;
    private Path disk;

    @BeforeEach
    void makeVolume() throws Exception {
        Peers.requireRoot();
        Peers.require("mkfs.ext4", "mount", "umount");
        home = Files.createDirectories(directory.resolve("home"));
        volume = Files.createDirectories(directory.resolve("volume"));
        disk = Disks.sparse(directory.resolve("disk.img"), (long) DISK_MIB * MIB);
        Path image = Disks.sparse(directory.resolve("volume.img"), (long) VOLUME_MIB * MIB);
        Disks.run("mkfs.ext4", "-q", image.toString());
        Disks.run("mount", "-o", "loop", image.toString(), volume.toString());
    }

    @AfterEach
    void dropVolume() throws Exception {
        if (volume != null) {
            Disks.run("umount", volume.toString());
        }
    }

    @Test
    void replication_goes_on_by_itself_once_the_master_target_has_room() throws Exception {
        Path ballast = ballast(BALLAST_MIB);
        try (ServerProcess server = ServerProcess.start(volume.resolve("data"), home)) {
            String uri = protect(server);
            fill(uri, 1);
            JsonNode kept = Command.json(home, "mark", "box", "--label", "kept", "--json");
            String hash = Disks.hashOfFile(disk);

            for (int seed = 2; !critical(machine()); seed++) {
                fill(uri, seed);
                assertThat(seed).as("the volume fills up").isLessThan(20);
            }
            assertThat(machine().get("healthReasons").findValuesAsText("code"))
                    .contains("DISK_FULL")
                    .doesNotContain("LINK_LOST");
            fill(uri, 99);

            Files.delete(ballast);
            await("well again", this::wellAgain);
            Command.json(home, "mark", "box", "--label", "after", "--json");
            exportEquals("latest", Disks.hashOfFile(disk));
            exportEquals(kept.get("id").asText(), hash);
            assertThat(Command.run(home, "events").out())
                    .contains("The master target has no room for box.")
                    .contains("The master target works for box again.");
        }
    }

    @Test
    void an_export_that_does_not_fit_is_refused_and_leaves_nothing_behind() throws Exception {
        try (ServerProcess server = ServerProcess.start(directory.resolve("data"), home)) {
            fill(protect(server), 1);
            Command.json(home, "mark", "box", "--json");
            Path ballast = ballast(VOLUME_MIB - DISK_MIB);
            Path to = volume.resolve("export");
            Command export =
                    Command.run(home, "export", "box", "--to", to.toString(), "--format", "raw");
            assertThat(export.exit()).isEqualTo(1);
            assertThat(export.err())
                    .startsWith("DISK_FULL: ")
                    .contains("cause: ")
                    .contains("correction: ");
            try (var files = Files.list(to)) {
                assertThat(files).isEmpty();
            }
            Files.delete(ballast);
            Command.json(home, "export", "box", "--to", to.toString(), "--format", "raw", "--json");
            assertThat(Disks.hashOfFile(to.resolve("box-disk0.raw")))
                    .isEqualTo(Disks.hashOfFile(disk));
        }
    }

    /**
     * Half of the disk changed and did not travel: then a resync is due, which by day waits for the
     * policy's window or for somebody who asks.
     */
    private boolean wellAgain(JsonNode machine) {
        String state = machine.get("dataState").asText();
        if (state.equals("RESYNC_REQUIRED")) {
            Command.run(home, "resync", "box");
        }
        return state.equals("DELTA")
                && machine.get("waitingBytes").asLong() == 0
                && machine.get("health").asText().equals("HEALTHY");
    }

    private String protect(ServerProcess server) throws IOException {
        JsonNode machine =
                Command.json(
                        home,
                        "protect",
                        "box",
                        "--disk",
                        disk.toString(),
                        "--wait",
                        "--json",
                        "--server",
                        server.ready().url().toString());
        return machine.get("disks").get(0).get("nbdUri").asText();
    }

    /** The guest's writes succeed whatever happens behind them (invariant 1). */
    private static void fill(String uri, long seed) throws IOException {
        Random random = new Random(seed);
        byte[] noise = new byte[MIB];
        try (NbdClient guest = NbdClient.connect(NbdUri.parse(uri))) {
            for (int i = 0; i < DISK_MIB; i++) {
                random.nextBytes(noise);
                guest.write((long) i * MIB, ByteBuffer.wrap(noise));
            }
            guest.flush();
        }
    }

    private Path ballast(int mib) throws IOException {
        Path ballast = volume.resolve("ballast");
        byte[] zeros = new byte[MIB];
        try (var out = Files.newOutputStream(ballast)) {
            for (int i = 0; i < mib; i++) {
                out.write(zeros);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
        return ballast;
    }

    private JsonNode machine() throws IOException {
        return Command.json(home, "machines", "--json").get(0);
    }

    private static boolean critical(JsonNode machine) {
        return machine.get("healthReasons").findValuesAsText("code").contains("DISK_FULL");
    }

    private void await(String what, Predicate<JsonNode> condition) throws Exception {
        Instant deadline = Instant.now().plus(LIMIT);
        JsonNode machine = machine();
        while (!condition.test(machine)) {
            assertThat(Instant.now()).as("%s, but: %s", what, machine).isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(200);
            machine = machine();
        }
    }

    private void exportEquals(String point, String hash) throws IOException {
        Path to = directory.resolve("export-" + point);
        Command.json(
                home,
                "export",
                "box",
                "--point",
                point,
                "--to",
                to.toString(),
                "--format",
                "raw",
                "--json");
        assertThat(Disks.hashOfFile(to.resolve("box-disk0.raw"))).isEqualTo(hash);
    }
}
