package io.continuo.replication.qemu;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Where QEMU serves a snapshot: in the scratch directory, unless that path is too long for a socket
 * (108 bytes on Linux, unix(7)).
 */
final class NbdSocket {
    private static final int LONGEST = 100;

    private NbdSocket() {}

    static Path in(Path scratch) {
        Path wanted = scratch.resolve("nbd.sock");
        byte[] bytes = wanted.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST) {
            return wanted;
        }
        CRC32C hash = new CRC32C();
        hash.update(bytes);
        return Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("continuo-" + Long.toHexString(hash.getValue()) + ".sock");
    }
}
