package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.Peers;
import io.continuo.api.lab.FaultRequest;
import io.continuo.api.policy.PolicyRequest;
import io.continuo.api.policy.PolicyView;
import io.continuo.api.policy.ResyncWindow;
import io.continuo.api.server.ServerReady;
import io.continuo.client.ContinuoClient;
import io.continuo.client.HttpContinuoClient;
import io.continuo.client.ServerAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * The line is cut while more is written than the change log may hold: the resync it takes is
 * announced, waits for its window, starts by hand, and is accounted for (invariants 1, 3 and 5).
 */
class LineOutageTest {
    private static final long DISK_BYTES = 64L << 20;
    private static final double LONG_CUT = 300;
    private static final double SHORT_CUT = 0.1;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir Path directory;
    private Path home;
    private Path disk;

    @Test
    void a_line_away_for_longer_than_the_log_lasts_costs_a_resync_that_is_accounted_for()
            throws Exception {
        Peers.require("fio");
        home = Files.createDirectories(directory.resolve("home"));
        disk = Disks.sparse(directory.resolve("disk.img"), DISK_BYTES);
        try (ServerProcess server = ServerProcess.start(directory.resolve("data"), home, "--lab");
                ContinuoClient client = new HttpContinuoClient(address(server.ready()))) {
            resyncLater(client);
            String uri =
                    Command.json(
                                    home,
                                    "protect",
                                    "box",
                                    "--disk",
                                    disk.toString(),
                                    "--wait",
                                    "--json")
                            .get("disks")
                            .get(0)
                            .get("nbdUri")
                            .asText();
            fill(uri, 1);
            String before = mark();
            String then = Disks.hashOfFile(disk);

            client.injectFault(new FaultRequest(LONG_CUT));
            fill(uri, 4);
            JsonNode log = machine(now -> !mode(now).equals("DATA")).get("changeLog");
            assertThat(log.get("mode").asText()).isEqualTo("RESYNC_REQUIRED");
            assertThat(log.get("cause").asText()).isEqualTo("LOG_HALF_OF_DISK");
            Command shown = Command.run(home, "resync", "box", "--show");
            assertThat(shown.out()).contains("starts by itself at", "to send about 67.1 MB");

            client.injectFault(new FaultRequest(SHORT_CUT));
            JsonNode receipt = Command.json(home, "resync", "box", "--json").get("receipt");

            assertThat(receipt.get("cause").asText()).isEqualTo("LOG_HALF_OF_DISK");
            assertThat(receipt.get("sentBytes").asLong()).isEqualTo(DISK_BYTES);
            machine(now -> now.get("dataState").asText().equals("DELTA"));
            assertThat(Command.json(home, "events", "--json").findValuesAsText("code"))
                    .contains("RESYNC_RECEIPT");
            assertEqual(mark(), Disks.hashOfFile(disk));
            assertEqual(before, then);
        }
    }

    private static ServerAddress address(ServerReady ready) throws IOException {
        String token = Files.readString(Path.of(ready.tokenFile())).strip();
        return new ServerAddress(ready.url(), ready.fingerprint(), token);
    }

    /** A window that does not open while this test runs. */
    private static void resyncLater(ContinuoClient client) {
        LocalTime later = LocalTime.now().plusHours(2).withNano(0);
        PolicyView policy = client.policies().getFirst();
        client.changePolicy(
                policy.name(),
                new PolicyRequest(
                        policy.name(),
                        policy.rpoLimitSeconds(),
                        policy.retentionSeconds(),
                        policy.crashPointSeconds(),
                        policy.appPointSeconds(),
                        Optional.of(new ResyncWindow(later, later.plusHours(1)).text())));
    }

    private static void fill(String uri, int times) throws Exception {
        Disks.run(
                "fio",
                "--name=fill",
                "--thread",
                "--ioengine=nbd",
                "--uri=" + uri,
                "--rw=write",
                "--bs=256k",
                "--iodepth=8",
                "--refill_buffers",
                "--size=" + DISK_BYTES,
                "--loops=" + times);
    }

    private String mark() throws IOException {
        return Command.json(home, "mark", "box", "--json").get("id").asText();
    }

    private static String mode(JsonNode machine) {
        return machine.get("changeLog").get("mode").asText();
    }

    private JsonNode machine(Predicate<JsonNode> wanted) throws IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            JsonNode now = Command.json(home, "machines", "--json").get(0);
            if (wanted.test(now)) {
                return now;
            }
            assertThat(System.nanoTime()).as("in time: " + now).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private void assertEqual(String point, String hash) throws IOException {
        JsonNode drill = Command.json(home, "failover", "test", "box", "--point", point, "--json");
        String uri = drill.get("disks").get(0).get("nbdUri").asText();
        assertThat(Disks.hashOfExport(uri)).as("the disk at point " + point).isEqualTo(hash);
        Command.json(home, "failover", "cleanup", "box", "--json");
    }
}
