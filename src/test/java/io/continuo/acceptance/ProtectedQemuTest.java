package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.QemuMachine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A running QEMU protected with {@code --capture qemu}, through the product's own doors. */
class ProtectedQemuTest {
    private static final long[] SIZES = {8 << 20, 5 << 20};

    @TempDir Path directory;

    @Test
    void a_running_machine_is_protected_and_drilled_without_being_touched() throws Exception {
        Path home = Files.createDirectories(directory.resolve("home"));
        Random random = new Random(1);
        try (QemuMachine qemu = QemuMachine.still(directory, SIZES);
                ServerProcess server = ServerProcess.start(directory.resolve("data"), home)) {
            assertThat(server).isNotNull();
            refused(home, qemu);
            write(qemu, random);
            JsonNode machine =
                    Command.json(
                            home,
                            "protect",
                            "web",
                            "--capture",
                            "qemu",
                            "--qmp",
                            qemu.agentSocket().toString(),
                            "--wait",
                            "--json");
            assertThat(machine.at("/disks")).hasSize(2);
            assertThat(machine.at("/disks/1/path").asText()).isEqualTo(qemu.address(1));
            assertThat(machine.at("/disks/1/nbdUri").asText()).isEmpty();

            assertThat(Command.run(home, "group", "create", "g", "--machines", "web").err())
                    .startsWith("GROUP_INVALID")
                    .contains("captured in intervals");

            write(qemu, random);
            String point = Command.json(home, "mark", "web", "--json").get("id").asText();
            String[] then = {qemu.hash(0), qemu.hash(1)};
            write(qemu, random);
            JsonNode drill =
                    Command.json(home, "failover", "test", "web", "--point", point, "--json");
            for (int i = 0; i < then.length; i++) {
                String uri = drill.at("/disks/" + i + "/nbdUri").asText();
                assertThat(Disks.hashOfExport(uri)).as("disk " + i).isEqualTo(then[i]);
            }
            Command.json(home, "failover", "cleanup", "web", "--json");
            Command.json(home, "unprotect", "web", "--json");
            assertThat(qemu.left()).isEmpty();
            assertThat(qemu.bitmaps()).as("bitmaps of ours").isEmpty();
        }
    }

    private static void refused(Path home, QemuMachine qemu) {
        Command missing =
                Command.run(
                        home,
                        "protect",
                        "web",
                        "--capture",
                        "qemu",
                        "--qmp",
                        qemu.agentSocket().toString(),
                        "--disk",
                        "nosuch");
        assertThat(missing.err()).startsWith("DISK_MISSING").contains("disk0, disk1");
        assertThat(Command.run(home, "protect", "web", "--capture", "qemu").err())
                .contains("--qmp SOCKET");
    }

    private static void write(QemuMachine qemu, Random random) throws Exception {
        for (int i = 0; i < SIZES.length; i++) {
            byte[] bytes = new byte[200_192];
            random.nextBytes(bytes);
            qemu.write(i, random.nextInt(8000) * 512L, bytes);
        }
    }
}
