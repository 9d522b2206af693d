package io.continuo.replication.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.CRC32C;

/**
 * Where the socket file that disks are served on lives. Under the data directory, unless that path
 * is too long for a socket (108 bytes on Linux, unix(7)); then under the user's runtime directory,
 * by a name that follows from the data directory, so that it is the same after a restart.
 */
final class SocketPlace {
    static final int LONGEST = 100;

    private SocketPlace() {}

    /**
     * @param data the component's directory
     * @param runtime {@code XDG_RUNTIME_DIR}, or null
     */
    static Path of(Path data, String runtime) throws IOException {
        Path wanted = data.toAbsolutePath().normalize().resolve("nbd").resolve("continuo.sock");
        if (length(wanted) <= LONGEST) {
            Files.createDirectories(wanted.getParent());
            return wanted;
        }
        Path directory =
                runtime != null && Files.isDirectory(Path.of(runtime))
                        ? Path.of(runtime)
                        : Path.of(System.getProperty("java.io.tmpdir"))
                                .resolve("continuo-" + System.getProperty("user.name"));
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        CRC32C hash = new CRC32C();
        hash.update(wanted.toString().getBytes(StandardCharsets.UTF_8));
        return directory.resolve("continuo-" + Long.toHexString(hash.getValue()) + ".sock");
    }

    private static int length(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
