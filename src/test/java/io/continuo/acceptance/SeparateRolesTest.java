package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.Peers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Configuration server, process servers, master target and agent as separate programs on loopback,
 * lines under mutual TLS: invariants 3, 4 and 5 when each of them dies by SIGKILL under load.
 */
class SeparateRolesTest {
    private static final long DISK_BYTES = 32L << 20;

    /** Where the load writes: elsewhere nothing may have to be compared. */
    private static final long BUSY_BYTES = 8L << 20;

    private static final int ROUNDS = Integer.getInteger("continuo.rounds", 1);

    @TempDir Path directory;

    private Path disk;
    private Site site;

    @Test
    void each_role_may_die_and_the_machine_may_move_without_a_full_copy() throws Exception {
        Peers.require("fio");
        disk = Disks.sparse(directory.resolve("disk.img"), DISK_BYTES);
        try (Site all = new Site(directory)) {
            site = all;
            site.start("master-target", "target");
            site.start("process-server", "process-1");
            site.start("agent", "edge");
            String uri = protect();
            load(uri, 1).waitFor();
            equalAtAPoint("before");
            for (int round = 0; round < ROUNDS; round++) {
                for (String name : List.of("process-1", "target", "edge", "server")) {
                    killUnderLoad(name, uri, round);
                }
            }
            site.start("process-server", "process-2");
            move(uri);
            assertThat(site.role("process-1").stop()).isZero();
            revoke();
            for (String name : List.of("edge", "process-2", "target")) {
                assertThat(site.role(name).stop()).as("exit code of " + name).isZero();
            }
            assertThat(site.server().stop()).isZero();
        }
    }

    private String protect() throws IOException {
        JsonNode machine =
                site.json(
                        "protect",
                        "box",
                        "--disk",
                        disk.toString(),
                        "--agent",
                        "edge",
                        "--wait",
                        "--json");
        return machine.get("disks").get(0).get("nbdUri").asText();
    }

    private void killUnderLoad(String name, String uri, int round) throws Exception {
        long required = required();
        Process load = load(uri, 20);
        Site.await("fio to write", () -> site.machine().get("churnBytesPerSecond").asLong() > 0);
        if (name.equals("server")) {
            site.killServerAndStartAgain();
        } else {
            site.role(name).kill();
            if (name.equals("edge")) {
                // It spins when its server is gone.
                load.destroyForcibly().waitFor();
            }
            site.again(name);
        }
        site.awaitFlowing();
        load.destroyForcibly().waitFor();
        equalAtAPoint("after " + name + " was killed, round " + round);
        noFullResync(name, required() - required);
    }

    /** An agent that was killed compares the regions it was writing to, if need be after a wait. */
    private void noFullResync(String killed, long required) throws IOException {
        assertThat(required)
                .as("resyncs required since %s was killed", killed)
                .isLessThanOrEqualTo(killed.equals("edge") ? 1 : 0);
        long compared = site.machine().at("/resync/receipt/comparedBytes").asLong();
        assertThat(compared).as("compared after a kill").isLessThan(DISK_BYTES);
    }

    /** Nothing is compared or copied anew for a move: the stream goes on from what is held. */
    private void move(String uri) throws Exception {
        long resyncs = resyncs();
        Process load = load(uri, 20);
        site.json("move", "box", "--process-server", "process-2", "--json");
        load.destroyForcibly().waitFor();
        site.awaitFlowing();
        equalAtAPoint("after the move");
        assertThat(resyncs()).isEqualTo(resyncs);
    }

    /** Whoever has a line to a revoked component ends it at once, and lets it in no more. */
    private void revoke() throws Exception {
        site.json("revoke", "process-2", "--json");
        Site.await(
                "someone to cut it off",
                () ->
                        (site.log("edge") + site.log("target"))
                                .contains("is cut off: its certificate was revoked"));
        for (String other : List.of("edge", "target")) {
            Site.await(
                    other + " to hear of it",
                    () -> Files.exists(site.data(other).resolve("revoked.json")));
        }
        assertThat(site.json("components", "--json").toString()).contains("REVOKED");
    }

    private long required() throws IOException {
        return eventCodes().stream().filter(code -> code.equals("RESYNC_REQUIRED")).count();
    }

    private long resyncs() throws IOException {
        return eventCodes().stream().filter(code -> code.startsWith("RESYNC")).count();
    }

    private List<String> eventCodes() throws IOException {
        return site.json("events", "--machine", "box", "--limit", "1000", "--json")
                .findValuesAsText("code");
    }

    /** Without load: the exported point is the disk, byte for byte. */
    private void equalAtAPoint(String label) throws Exception {
        site.awaitFlowing();
        String point = site.json("mark", "box", "--label", label, "--json").get("id").asText();
        Path to = Files.createTempDirectory(directory, "export");
        site.json(
                "export",
                "box",
                "--point",
                point,
                "--to",
                to.toString(),
                "--format",
                "raw",
                "--json");
        try (var files = Files.list(to)) {
            Disks.run("cmp", disk.toString(), files.findFirst().orElseThrow().toString());
        }
    }

    private static Process load(String uri, int seconds) throws IOException {
        return new ProcessBuilder(
                        "fio",
                        "--name=load",
                        "--ioengine=nbd",
                        "--uri=" + uri,
                        "--rw=randwrite",
                        "--bs=4k",
                        "--iodepth=8",
                        "--rate_iops=500",
                        "--thread",
                        "--time_based",
                        "--runtime=" + seconds,
                        "--size=" + BUSY_BYTES)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
