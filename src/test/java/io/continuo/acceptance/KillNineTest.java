package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.Peers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Invariants 3, 4 and 5 through the whole program: {@code continuo server} dies by SIGKILL while
 * fio writes, again and again; every acknowledged recovery point is still there and still equal,
 * and replication goes on by itself.
 */
class KillNineTest {
    private static final int KILLS = Integer.getInteger("continuo.kills", 50);
    private static final long SEED = Long.getLong("continuo.seed", System.nanoTime());
    private static final long DISK_BYTES = 32L << 20;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path directory;

    private Path home;
    private Path data;
    private final List<Path> disks = new ArrayList<>();

    /**
     * Point id to the checksums of the disks at that point, for points marked while nobody wrote.
     */
    private final Map<String, List<String>> quietPoints = new LinkedHashMap<>();

    /** Points marked in full flight: they have to exist. */
    private final List<String> busyPoints = new ArrayList<>();

    @Test
    void every_acknowledged_point_survives_every_kill() throws Exception {
        Peers.require("fio");
        System.out.println(
                "seed " + SEED + " (-Dcontinuo.seed), " + KILLS + " kills (-Dcontinuo.kills)");
        Random random = new Random(SEED);
        home = Files.createDirectories(directory.resolve("home"));
        data = directory.resolve("data");
        for (int i = 0; i < 2; i++) {
            disks.add(Disks.sparse(directory.resolve("disk" + i + ".img"), DISK_BYTES));
        }

        ServerProcess server = ServerProcess.start(data, home);
        try {
            List<String> uris = protect();
            for (int kill = 0; kill < KILLS; kill++) {
                quietPoint(kill);
                List<Process> load = uris.stream().map(uri -> fio(uri, random.nextInt())).toList();
                pause(100 + random.nextInt(200));
                busyPoints.add(
                        Command.json(home, "mark", "box", "--label", "busy " + kill, "--json")
                                .get("id")
                                .asText());
                pause(random.nextInt(200));
                server.kill();
                for (Process process : load) {
                    // It spins when its server is gone.
                    process.destroyForcibly().waitFor();
                }
                server = ServerProcess.start(data, home);
                awaitDelta();
                assertThat(uris()).as("URIs after kill " + kill).isEqualTo(uris);
                assertThat(pointIds()).containsAll(quietPoints.keySet()).containsAll(busyPoints);
                checkOneOf(random);
            }
            quietPoint(KILLS);
            for (String point : quietPoints.keySet()) {
                check(point);
            }
        } finally {
            server.close();
        }
    }

    private List<String> protect() throws IOException {
        JsonNode machine =
                Command.json(
                        home,
                        "protect",
                        "box",
                        "--disk",
                        disks.get(0).toString(),
                        "--disk",
                        disks.get(1).toString(),
                        "--wait",
                        "--json");
        return urisOf(machine);
    }

    private void quietPoint(int kill) throws IOException {
        List<String> hashes = new ArrayList<>();
        for (Path disk : disks) {
            hashes.add(Disks.hashOfFile(disk));
        }
        String id =
                Command.json(home, "mark", "box", "--label", "quiet " + kill, "--json")
                        .get("id")
                        .asText();
        quietPoints.put(id, hashes);
    }

    private void checkOneOf(Random random) throws Exception {
        List<String> ids = new ArrayList<>(quietPoints.keySet());
        check(ids.get(random.nextInt(ids.size())));
    }

    private void check(String point) throws Exception {
        JsonNode drill = Command.json(home, "failover", "test", "box", "--point", point, "--json");
        for (int i = 0; i < disks.size(); i++) {
            String hash = Disks.hashOfExport(drill.get("disks").get(i).get("nbdUri").asText());
            assertThat(hash)
                    .as("disk " + i + " at point " + point)
                    .isEqualTo(quietPoints.get(point).get(i));
        }
        Command.json(home, "failover", "cleanup", "box", "--json");
    }

    private void awaitDelta() throws Exception {
        Instant deadline = Instant.now().plus(LIMIT);
        String state = "";
        while (Instant.now().isBefore(deadline)) {
            JsonNode machines = Command.json(home, "machines", "--json");
            state = machines.get(0).get("dataState").asText();
            if (state.equals("DELTA") && !machines.get(0).get("rpoSeconds").isNull()) {
                return;
            }
            pause(50);
        }
        throw new AssertionError("replication did not go on by itself; data state " + state);
    }

    private List<String> uris() throws IOException {
        return urisOf(Command.json(home, "machines", "--json").get(0));
    }

    private static List<String> urisOf(JsonNode machine) {
        return machine.get("disks").findValuesAsText("nbdUri");
    }

    private List<String> pointIds() throws IOException {
        return Command.json(home, "points", "box", "--json").findValuesAsText("id");
    }

    private static Process fio(String uri, int seed) {
        try {
            return new ProcessBuilder(
                            "fio",
                            "--name=load",
                            "--thread",
                            "--ioengine=nbd",
                            "--uri=" + uri,
                            "--rw=randwrite",
                            "--bs=4k",
                            "--iodepth=8",
                            "--rate_iops=4000",
                            "--time_based",
                            "--runtime=20",
                            "--randseed=" + Integer.toUnsignedString(seed))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A kill has to come at an arbitrary moment; nothing is waited for here. */
    private static void pause(int millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }
}
