package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.client.nbd.NbdClient;
import io.continuo.client.nbd.NbdUri;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * {@code kill -9} of the server with all its roles somewhere in failover, commit, reprotect and
 * failback: each job goes on or is undone after the next start, and whichever side is active then
 * holds every write.
 */
class FailoverSurvivesKillsTest {
    private static final int BYTES = 8 << 20;
    private static final int KILLS = Integer.getInteger("continuo.kills", 3);
    private static final int SOONEST_MILLIS = 20;
    private static final int LATEST_MILLIS = 2500;

    private final long seed = Long.getLong("continuo.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final byte[] model = new byte[BYTES];

    /** What the side held that was left by the newest failover. */
    private final byte[] left = new byte[BYTES];

    private final List<String> walked = new ArrayList<>();

    @TempDir Path directory;

    private Path home;
    private ServerProcess server;

    @AfterEach
    void stop() {
        server.close();
    }

    private void start() throws IOException {
        server = ServerProcess.start(directory.resolve("data"), home);
    }

    private JsonNode machine() throws IOException {
        return Command.json(home, "machines", "--json").get(0);
    }

    /** The disk of the side that is active. */
    private String uri(JsonNode machine) {
        String state = machine.get("roleState").asText();
        return state.equals("PROTECTED")
                ? machine.at("/disks/0/nbdUri").asText()
                : machine.at("/failover/disks/0/nbdUri").asText();
    }

    private void holdsAndWrites() throws IOException {
        JsonNode machine = machine();
        try (NbdClient guest = NbdClient.connect(NbdUri.parse(uri(machine)))) {
            assertThat(Arrays.mismatch(guest.read(0, BYTES), model))
                    .as("first byte that differs, seed %d, after %s", seed, walked)
                    .isEqualTo(-1);
            for (int i = 0; i < 40; i++) {
                byte[] data = new byte[512 * (1 + random.nextInt(40))];
                random.nextBytes(data);
                int at = random.nextInt((BYTES - data.length) / 512) * 512;
                guest.write(at, ByteBuffer.wrap(data));
                System.arraycopy(data, 0, model, at, data.length);
            }
            guest.flush();
        }
    }

    private String[] next(JsonNode machine) {
        String direction = machine.get("direction").asText();
        return switch (machine.get("roleState").asText()) {
            case "PROTECTED" ->
                    direction.equals("REVERSE")
                            ? new String[] {"failback", "box", "--confirm", "box"}
                            : new String[] {"failover", "planned", "box", "--confirm", "box"};
            case "COMMIT_PENDING" ->
                    random.nextInt(4) == 0
                            ? new String[] {"failover", "cancel", "box"}
                            : new String[] {"failover", "commit", "box"};
            case "COMMITTED" -> new String[] {"reprotect", "box"};
            default -> throw new AssertionError("not settled: " + machine);
        };
    }

    private void awaitSettled() throws Exception {
        Site.await(
                "jobs to end, seed " + seed + ", after " + walked,
                () -> {
                    for (JsonNode job : Command.json(home, "jobs", "--json")) {
                        String state = job.get("state").asText();
                        if (state.equals("RUNNING") || state.equals("WAITING")) {
                            return false;
                        }
                    }
                    JsonNode machine = machine();
                    boolean replicating =
                            !machine.get("roleState").asText().equals("PROTECTED")
                                    || machine.get("dataState").asText().equals("DELTA");
                    return replicating && !uri(machine).isEmpty();
                });
    }

    @Test
    void a_kill_anywhere_leaves_one_active_side_with_every_write() throws Exception {
        home = Files.createDirectories(directory.resolve("home"));
        random.nextBytes(model);
        Path disk = Files.write(directory.resolve("disk.img"), model);
        start();
        Command.json(home, "protect", "box", "--disk", disk.toString(), "--wait", "--json");
        for (int kill = 0; kill < KILLS; kill++) {
            holdsAndWrites();
            JsonNode before = machine();
            if (before.get("roleState").asText().equals("PROTECTED")) {
                System.arraycopy(model, 0, left, 0, BYTES);
            }
            String[] act = next(before);
            Thread asking = Thread.ofVirtual().start(() -> Command.run(home, act));
            int after = SOONEST_MILLIS + random.nextInt(LATEST_MILLIS - SOONEST_MILLIS);
            Thread.sleep(after);
            server.kill();
            walked.add(String.join(" ", act) + " killed after " + after + " ms");
            start();
            asking.join();
            awaitSettled();
            String state = machine().get("roleState").asText();
            walked.add(state);
            if (act[1].equals("cancel") && state.equals("PROTECTED")) {
                // What was written at the other side went with it.
                System.arraycopy(left, 0, model, 0, BYTES);
            }
        }
        holdsAndWrites();
    }
}
