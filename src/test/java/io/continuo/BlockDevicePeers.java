package io.continuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** What offering disks as block devices takes of the system: root, FUSE, loop devices. */
public final class BlockDevicePeers {
    private BlockDevicePeers() {}

    public static void require() {
        Peers.require("losetup");
        boolean there =
                Files.isWritable(Path.of("/dev/fuse"))
                        && Files.isWritable(Path.of("/dev/loop-control"))
                        && System.getProperty("user.name").equals("root");
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(there).as("root, /dev/fuse and loop devices (CI needs them)").isTrue();
        }
        assumeTrue(there, "no root, no /dev/fuse or no loop devices");
    }
}
