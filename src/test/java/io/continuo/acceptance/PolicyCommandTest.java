package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Policies, changed on the command line. */
class PolicyCommandTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path directory;

    private Path home;

    @Test
    void a_retention_of_nothing_keeps_the_latest_point_only() throws Exception {
        home = Files.createDirectories(directory.resolve("home"));
        Path disk = Disks.sparse(directory.resolve("disk.img"), 4 << 20);
        try (ServerProcess server = ServerProcess.start(directory.resolve("data"), home)) {
            assertThat(server.ready().url()).isNotNull();
            JsonNode made =
                    Command.json(
                            home,
                            "policy",
                            "set",
                            "Latest",
                            "--retention",
                            "0",
                            "--rpo",
                            "1m",
                            "--json");
            assertThat(made.get("retentionSeconds").asLong()).isZero();
            assertThat(made.get("rpoLimitSeconds").asLong()).isEqualTo(60);
            assertThat(made.get("crashPointSeconds").asLong()).isEqualTo(300);
            Command.json(
                    home,
                    "protect",
                    "box",
                    "--disk",
                    disk.toString(),
                    "--policy",
                    "latest",
                    "--wait",
                    "--json");
            for (int i = 0; i < 3; i++) {
                Command.json(home, "mark", "box", "--label", "mark " + i, "--json");
            }
            awaitPoints(1);
            assertThat(points().get(0).get("label").asText()).isEqualTo("mark 2");

            JsonNode longer =
                    Command.json(home, "policy", "set", "LATEST", "--retention", "3d", "--json");
            assertThat(longer.get("retentionSeconds").asLong()).isEqualTo(3 * 86_400);
            assertThat(longer.get("rpoLimitSeconds").asLong()).isEqualTo(60);
            Command.json(home, "mark", "box", "--label", "kept", "--json");
            assertThat(points()).hasSize(2);

            Command refused = Command.run(home, "policy", "set", "Latest", "--retention", "16d");
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).contains("POLICY_INVALID", "correction:");
            assertThat(Command.run(home, "policy", "delete", "Latest").err())
                    .contains("POLICY_IN_USE");
        }
    }

    private JsonNode points() throws Exception {
        return Command.json(home, "points", "box", "--json");
    }

    private void awaitPoints(int count) throws Exception {
        Instant deadline = Instant.now().plus(LIMIT);
        while (points().size() != count) {
            assertThat(Instant.now()).as("in time: " + points()).isBefore(deadline);
            Thread.sleep(200);
        }
    }
}
