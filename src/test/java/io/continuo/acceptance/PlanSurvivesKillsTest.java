package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The whole program dies by SIGKILL while a plan of ten machines runs, whenever the run has got a
 * step further: the run goes on by itself, every machine is started once, and none is half owned.
 */
class PlanSurvivesKillsTest {
    /** So many kills in a run; more than a run has steps walks all of them. */
    private static final int KILLS = Integer.getInteger("continuo.plan.kills", 2);

    private static final int MACHINES = 10;
    private static final Duration LIMIT = Duration.ofSeconds(180);

    @TempDir Path directory;
    private Path home;
    private Path data;
    private ServerProcess server;

    @Test
    void a_run_of_ten_machines_goes_on_after_every_kill() throws Exception {
        home = Files.createDirectories(directory.resolve("home"));
        data = directory.resolve("data");
        server = ServerProcess.start(data, home);
        try {
            protect();
            Path script = script();
            Path plan = Files.writeString(directory.resolve("plan.yaml"), plan(script));
            Command.json(home, "plan", "import", plan.toString(), "--json");
            check(run("test"), "TEST_FAILOVER", "TEST_RUNNING");
            check(run("cleanup"), "TEST_FAILOVER_CLEANUP", "PROTECTED");
            assertThat(Command.json(home, "plan", "show", "Ten", "--json").get("state").asText())
                    .isEqualTo("VERIFIED");
        } finally {
            server.close();
        }
    }

    private void protect() throws IOException {
        for (int i = 0; i < MACHINES; i++) {
            Path disk = Disks.sparse(directory.resolve("disk" + i + ".img"), 1 << 20);
            Command.json(home, "protect", "m" + i, "--disk", disk.toString(), "--json");
        }
        Instant deadline = Instant.now().plus(LIMIT);
        while (!allReady()) {
            assertThat(Instant.now()).isBefore(deadline);
        }
    }

    private boolean allReady() throws IOException {
        JsonNode machines = Command.json(home, "machines", "--json");
        for (JsonNode machine : machines) {
            if (machine.get("newestPoint").isNull()
                    || !machine.get("dataState").asText().equals("DELTA")) {
                return false;
            }
        }
        return machines.size() == MACHINES && jobs("ENABLE_PROTECTION", "SUCCEEDED") == MACHINES;
    }

    private Path script() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("script"), "#!/bin/sh\necho $$\nexec sleep 0.3\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String plan(Path script) {
        String step = "      - {script: s, command: " + script + "}\n";
        return "plan: Ten\ngroups:\n  - machines: [m0, m1, m2]\n    after:\n"
                + step
                + "  - machines: [m3, m4, m5, m6]\n    before:\n"
                + step
                + "  - machines: [m7, m8]\n  - machines: [m9]\n";
    }

    /** Runs the plan, and kills the server each time it has got further. */
    private JsonNode run(String kind) throws Exception {
        String id =
                Command.json(home, "plan", "run", "Ten", "--kind", kind, "--json")
                        .get("id")
                        .asText();
        Instant deadline = Instant.now().plus(LIMIT);
        List<String> seen = new ArrayList<>();
        int kills = 0;
        while (true) {
            JsonNode view = view(id);
            if (!view.get("endedAt").isNull()) {
                System.out.println(kind + " run of " + seen.size() + " states, " + kills + " kills");
                return view;
            }
            assertThat(Instant.now()).as("the run ends: %s", view).isBefore(deadline);
            String states = String.join(" ", view.findValuesAsText("state"));
            if (!seen.contains(states)) {
                seen.add(states);
                if (kills < KILLS) {
                    kills++;
                    server.kill();
                    server = ServerProcess.start(data, home);
                }
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private JsonNode view(String id) throws IOException {
        for (JsonNode run : Command.json(home, "plan", "runs", "Ten", "--json")) {
            if (run.get("id").asText().equals(id)) {
                return run;
            }
        }
        throw new AssertionError("the run is gone: " + id);
    }

    private void check(JsonNode run, String job, String role) throws IOException {
        assertThat(run.get("state").asText()).as("%s", run).isEqualTo("SUCCEEDED");
        assertThat(jobs(job, "SUCCEEDED")).isEqualTo(MACHINES);
        assertThat(jobs(job, "FAILED") + jobs(job, "CANCELLED")).isZero();
        for (JsonNode machine : Command.json(home, "machines", "--json")) {
            assertThat(machine.get("roleState").asText()).isEqualTo(role);
        }
    }

    private long jobs(String kind, String state) throws IOException {
        long count = 0;
        for (JsonNode job : Command.json(home, "jobs", "--limit", "200", "--json")) {
            if (job.get("kind").asText().equals(kind) && job.get("state").asText().equals(state)) {
                count++;
            }
        }
        return count;
    }
}
