package io.continuo.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a server killed by a test that failed leaves of devices, so that other tests are spared. */
final class LeftDevices {
    private LeftDevices() {}

    /** Takes away loop devices and mounts under a data directory that nobody serves any more. */
    static void tidy(Path data) throws IOException, InterruptedException {
        String mountPoint = data.toRealPath().resolve("devices").toString();
        try (var blocks = Files.newDirectoryStream(Path.of("/sys/block"), "loop*")) {
            for (Path block : blocks) {
                Path file = block.resolve("loop").resolve("backing_file");
                if (Files.exists(file) && Files.readString(file).startsWith(mountPoint)) {
                    Disks.run("losetup", "--detach", "/dev/" + block.getFileName());
                }
            }
        }
        if (Files.readString(Path.of("/proc/self/mountinfo")).contains(" " + mountPoint + " ")) {
            Disks.run("umount", "--lazy", mountPoint);
        }
    }
}
