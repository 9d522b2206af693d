package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Invariant 9 at the command line: every refusal has a code, a cause and a correction, and nothing
 * is lost.
 */
class BadInputTest {
    @TempDir static Path directory;

    private static Path home;
    private static Path disk;
    private static ServerProcess server;

    @BeforeAll
    static void protect() throws Exception {
        home = Files.createDirectories(directory.resolve("home"));
        disk = Disks.sparse(directory.resolve("disk.img"), 8 << 20);
        server = ServerProcess.start(directory.resolve("data"), home);
        Command.json(home, "protect", "box", "--disk", disk.toString(), "--wait", "--json");
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private static void refused(String code, String... args) {
        Command command = Command.run(home, args);
        assertThat(command.err()).startsWith(code + ": ");
        List<String> lines = command.err().lines().toList();
        assertThat(lines.get(1)).startsWith("cause: ").hasSizeGreaterThan(12);
        assertThat(lines.get(2)).startsWith("correction: ").hasSizeGreaterThan(17);
        assertThat(command.exit()).isEqualTo(1);
        assertThat(command.out()).isEmpty();
        assertThat(Command.run(home, "points", "box", "--json").exit()).isZero();
    }

    @Test
    void a_missing_disk() {
        refused(
                "DISK_MISSING",
                "protect",
                "other",
                "--disk",
                directory.resolve("none.img").toString());
    }

    @Test
    void an_empty_disk() throws Exception {
        Path empty = Disks.sparse(directory.resolve("empty.img"), 0);
        refused("DISK_EMPTY", "protect", "other", "--disk", empty.toString());
    }

    @Test
    void a_disk_that_is_no_multiple_of_512() throws Exception {
        Path odd = Disks.sparse(directory.resolve("odd.img"), 1000);
        refused("DISK_SIZE_UNALIGNED", "protect", "other", "--disk", odd.toString());
    }

    @Test
    void a_directory_as_disk() {
        refused("DISK_NOT_A_FILE", "protect", "other", "--disk", directory.toString());
    }

    @Test
    void a_disk_protected_already() {
        refused("DISK_ALREADY_PROTECTED", "protect", "other", "--disk", disk.toString());
    }

    @Test
    void the_same_disk_twice() throws Exception {
        Path twice = Disks.sparse(directory.resolve("twice.img"), 1 << 20);
        refused(
                "BAD_REQUEST",
                "protect",
                "other",
                "--disk",
                twice.toString(),
                "--disk",
                twice.toString());
    }

    @Test
    void a_name_taken_already() throws Exception {
        Path fresh = Disks.sparse(directory.resolve("fresh.img"), 1 << 20);
        refused("NAME_TAKEN", "protect", "BOX", "--disk", fresh.toString());
    }

    @Test
    void absurd_names() throws Exception {
        Path fresh = Disks.sparse(directory.resolve("fresh2.img"), 1 << 20);
        for (String name :
                Arrays.asList(
                        "", " ", "../etc", "a b", "x".repeat(64), "-", "名", "a/b", "\u0000")) {
            List<String> args =
                    new ArrayList<>(List.of("protect", "--disk", fresh.toString(), "--", name));
            refused("NAME_INVALID", args.toArray(String[]::new));
        }
    }

    @Test
    void an_unknown_policy() throws Exception {
        Path fresh = Disks.sparse(directory.resolve("fresh3.img"), 1 << 20);
        refused(
                "POLICY_UNKNOWN",
                "protect",
                "other",
                "--disk",
                fresh.toString(),
                "--policy",
                "none");
    }

    @Test
    void an_unknown_machine_or_point() {
        refused("MACHINE_UNKNOWN", "points", "nobody");
        refused("MACHINE_UNKNOWN", "mark", "nobody");
        refused("MACHINE_UNKNOWN", "unprotect", "nobody");
        refused("POINT_UNKNOWN", "failover", "test", "box", "--point", "123456789");
        refused("POINT_UNKNOWN", "failover", "test", "box", "--point", "yesterday");
        refused(
                "POINT_UNKNOWN",
                "export",
                "box",
                "--point",
                "0",
                "--to",
                directory.resolve("x").toString(),
                "--format",
                "raw");
    }

    @Test
    void a_second_test_failover_and_a_cleanup_of_none() throws Exception {
        refused("NO_TEST_FAILOVER", "failover", "cleanup", "box");
        Command.json(home, "failover", "test", "box", "--json");
        refused("TEST_FAILOVER_RUNNING", "failover", "test", "box");
        Command.json(home, "failover", "cleanup", "box", "--json");
    }

    @Test
    void an_export_to_an_impossible_place() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");
        refused("EXPORT_FAILED", "export", "box", "--to", file.toString(), "--format", "raw");
    }

    @Test
    void a_wrong_token_a_wrong_fingerprint_and_nobody_there() throws Exception {
        Path token = Files.writeString(directory.resolve("wrong-token"), "guess");
        refused("UNAUTHORIZED", "machines", "--token-file", token.toString());
        String url = server.ready().url().toString();
        refused(
                "FINGERPRINT_MISMATCH",
                "machines",
                "--server",
                url,
                "--fingerprint",
                "00".repeat(32));
        URI nowhere = URI.create("https://127.0.0.1:1");
        refused(
                "SERVER_UNREACHABLE",
                "machines",
                "--server",
                nowhere.toString(),
                "--fingerprint",
                "00".repeat(32),
                "--token-file",
                token.toString());
    }

    @Test
    void a_port_in_use_and_a_data_directory_in_use() throws Exception {
        refused(
                "PORT_IN_USE",
                "server",
                "--data",
                directory.resolve("data2").toString(),
                "--port",
                Integer.toString(server.ready().url().getPort()));
        refused(
                "DATA_DIRECTORY_LOCKED",
                "server",
                "--data",
                directory.resolve("data").toString(),
                "--port",
                "0");
    }

    @Test
    void usage_errors_end_with_two() {
        assertThat(Command.run(home, "protect").exit()).isEqualTo(2);
        assertThat(Command.run(home, "no-such-command").exit()).isEqualTo(2);
        assertThat(Command.run(home, "export", "box", "--to", "x", "--format", "iso").exit())
                .isEqualTo(2);
    }
}
