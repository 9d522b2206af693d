package io.continuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The real guest agent, {@code qemu-ga}, with a real file system and without a guest around both:
 * it runs in a mount namespace and a root directory of its own, where it sees nothing that could
 * stand still but the one file system mounted for it.
 */
public final class GuestAgentPeer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String SETUP =
            """
            set -e
            mount -t tmpfs tmpfs "$1"
            mkdir -p "$1/proc" "$1/srv" "$1/run"
            for f in "$3" $(ldd "$3" | grep -o '/[^ ]*'); do
              mkdir -p "$1$(dirname $f)"
              cp -L $f "$1$f"
            done
            mount "$2" "$1/srv"
            mount -t proc proc "$1/proc"
            exec chroot "$1" "$3" -m unix-listen -p /run/qga.sock -t /run -f /run/qga.pid
            """;

    private final Process agent;

    private GuestAgentPeer(Process agent) {
        this.agent = agent;
    }

    /** What it takes; root, too. */
    public static void require() {
        Peers.requireRoot();
        Peers.require("qemu-ga", "unshare", "chroot", "ldd", "mkfs.ext4");
    }

    /**
     * Mounts a device, and starts an agent for it.
     *
     * @param root an empty directory
     */
    public static GuestAgentPeer start(Path root, String device) throws IOException {
        Process process =
                new ProcessBuilder(
                                "unshare",
                                "--mount",
                                "--propagation",
                                "private",
                                "sh",
                                "-c",
                                SETUP,
                                "sh",
                                root.toString(),
                                device,
                                program())
                        .redirectErrorStream(true)
                        .redirectOutput(root.resolveSibling("qemu-ga.out").toFile())
                        .start();
        GuestAgentPeer peer = new GuestAgentPeer(process);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(peer.socket())) {
            assumeThat(process.isAlive())
                    .as(Files.readString(root.resolveSibling("qemu-ga.out")))
                    .isTrue();
            assertThat(System.nanoTime()).as("qemu-ga listens").isLessThan(deadline);
            Thread.onSpinWait();
        }
        peer.refuseToHoldTheHost();
        return peer;
    }

    private static String program() {
        return List.of("/usr/sbin/qemu-ga", "/usr/bin/qemu-ga", "/usr/local/bin/qemu-ga").stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow();
    }

    /** Of everything it sees, only loop devices (7) are devices. */
    private void refuseToHoldTheHost() throws IOException {
        for (String mount : Files.readAllLines(process().resolve("mountinfo"))) {
            assertThat(mount.split(" ")[2].split(":")[0]).as(mount).isIn("0", "7");
        }
    }

    private Path process() {
        return Path.of("/proc", Long.toString(agent.pid()));
    }

    /** Where the agent listens, as the channel of a guest would. */
    public Path socket() {
        return process().resolve("root/run/qga.sock");
    }

    /** The file system. */
    public Path files() {
        return process().resolve("root/srv");
    }

    /** Its mounts go with it. */
    @Override
    public void close() {
        agent.destroy();
        agent.onExit().join();
    }
}
