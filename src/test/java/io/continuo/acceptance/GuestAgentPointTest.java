package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.BlockDevicePeers;
import io.continuo.GuestAgentPeer;
import io.continuo.Peers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An app-consistent point through the guest agent: what a file system holds there needs no repair,
 * and nothing written before it is missing, synced or not.
 */
class GuestAgentPointTest {
    private static final long DISK_BYTES = 32L << 20;

    /** ext4's superblock, its incompatible features, and "needs recovery" (Linux, ext4.h). */
    private static final int FEATURES = 1024 + 0x60;

    private static final int NEEDS_RECOVERY = 0x4;

    @TempDir Path directory;

    @Test
    void a_point_through_the_guest_agent_needs_no_recovery_and_lacks_nothing() throws Exception {
        BlockDevicePeers.require();
        GuestAgentPeer.require();
        Peers.require("e2fsck", "debugfs");
        Path home = Files.createDirectories(directory.resolve("home"));
        Path data = directory.resolve("data");
        Path disk = Disks.sparse(directory.resolve("disk.img"), DISK_BYTES);
        ServerProcess server = ServerProcess.start(data, home);
        try {
            String device =
                    Command.json(
                                    home,
                                    "protect",
                                    "box",
                                    "--disk",
                                    disk.toString(),
                                    "--capture",
                                    "fuse",
                                    "--wait",
                                    "--json")
                            .at("/disks/0/devicePath")
                            .asText();
            Disks.run("mkfs.ext4", "-q", device);
            Path root = Files.createDirectories(directory.resolve("root"));
            try (GuestAgentPeer guest = GuestAgentPeer.start(root, device)) {
                Command.json(
                        home,
                        "scripts",
                        "box",
                        "--guest-agent",
                        guest.socket().toString(),
                        "--json");
                String text = "written, not synced ".repeat(5000);
                Files.writeString(guest.files().resolve("first"), text);
                JsonNode crash = Command.json(home, "mark", "box", "--json");
                JsonNode app = Command.json(home, "mark", "box", "--app-consistent", "--json");
                assertThat(app.get("kind").asText()).isEqualTo("APP");
                Files.writeString(guest.files().resolve("second"), "it goes on");

                assertThat(needsRecovery(image(home, crash))).as("crash-consistent").isTrue();
                Path clean = image(home, app);
                assertThat(needsRecovery(clean)).as("app-consistent").isFalse();
                Disks.run("e2fsck", "-f", "-n", clean.toString());
                assertThat(Disks.run("debugfs", "-R", "cat /first", clean.toString()))
                        .endsWith(text);
            }
        } finally {
            server.close();
            LeftDevices.tidy(data);
        }
    }

    private Path image(Path home, JsonNode point) throws Exception {
        String id = point.get("id").asText();
        Path to = Files.createDirectories(directory.resolve("point-" + id));
        Command.json(
                home,
                "export",
                "box",
                "--point",
                id,
                "--to",
                to.toString(),
                "--format",
                "raw",
                "--json");
        try (var files = Files.walk(to)) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    private static boolean needsRecovery(Path image) throws Exception {
        ByteBuffer features = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(image)) {
            channel.read(features, FEATURES);
        }
        return (features.flip().getInt() & NEEDS_RECOVERY) != 0;
    }
}
