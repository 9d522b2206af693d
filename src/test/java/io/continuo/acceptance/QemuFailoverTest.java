package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.BootGuest;
import io.continuo.Peers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A machine that really runs, by commands: drilled, failed over, reversed and failed back, while
 * the server is killed once.
 */
class QemuFailoverTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    @TempDir Path directory;
    private Path home;
    private Path data;
    private ServerProcess server;

    @BeforeEach
    void start() throws Exception {
        Peers.require("qemu-system-x86_64");
        home = Files.createDirectories(directory.resolve("home"));
        data = directory.resolve("data");
        server = ServerProcess.start(data, home);
        Path disk = directory.resolve("disk.img");
        BootGuest.write(disk, "This is web-01\r\nweb> ");
        Command.json(
                home,
                "protect",
                "web-01",
                "--disk",
                disk.toString(),
                "--memory",
                "32",
                "--wait",
                "--json");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        for (Path pid : pids()) {
            process(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void a_drill_starts_it_and_keeps_what_it_showed() throws Exception {
        Path picture = directory.resolve("web.png");
        JsonNode drill =
                Command.json(
                        home,
                        "failover",
                        "test",
                        "web-01",
                        "--screenshot",
                        picture.toString(),
                        "--json");
        assertThat(drill.at("/boot/state").asText()).isEqualTo("BOOTED");
        assertThat(drill.at("/boot/serial").asText()).contains("This is web-01");
        assertThat(Files.readAllBytes(picture)).startsWith(PNG);
        assertThat(pids()).hasSize(1);
        Command.json(home, "failover", "cleanup", "web-01", "--notes", "It came up.", "--json");
        assertThat(pids()).isEmpty();
        JsonNode last = Command.json(home, "machines", "--json").get(0).get("lastDrill");
        assertThat(last.get("succeeded").asBoolean()).isTrue();
        assertThat(last.get("notes").asText()).isEqualTo("It came up.");
    }

    @Test
    void it_runs_on_through_commit_a_killed_server_and_reversal_and_comes_back() throws Exception {
        failOver("failover", "planned");
        long pid = onlyRun();
        Command.json(home, "failover", "commit", "web-01", "--json");
        server.kill();
        server = ServerProcess.start(data, home);
        Command.json(home, "reprotect", "web-01", "--json");
        assertThat(onlyRun()).as("it runs on").isEqualTo(pid);
        // Its power button works: nothing has to be forced.
        failOver("failback");
        assertThat(onlyRun()).as("it was started anew").isNotEqualTo(pid);
    }

    private void failOver(String... words) throws IOException {
        List<String> all =
                Stream.concat(
                                Stream.of(words),
                                Stream.of("web-01", "--confirm", "web-01", "--json"))
                        .toList();
        JsonNode view = Command.json(home, all.toArray(String[]::new));
        assertThat(view.get("bootEvidence").asText()).as(view.toString()).isEqualTo("SERIAL");
    }

    private long onlyRun() throws IOException {
        List<Path> pids = pids();
        assertThat(pids).hasSize(1);
        return process(pids.getFirst()).orElseThrow().pid();
    }

    private static Optional<ProcessHandle> process(Path pid) throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
    }

    /** QEMU's own, one for each that runs. */
    private List<Path> pids() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.endsWith("qemu.pid")).toList();
        }
    }
}
