package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.Peers;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real NBD programs on the URI that {@code protect} gives, and exports compared with the source by
 * QEMU.
 */
class ProtectedDiskTest {
    private static final long DISK_BYTES = 64L << 20;

    @TempDir static Path directory;

    private static Path home;
    private static Path disk;
    private static ServerProcess server;
    private static String uri;

    @BeforeAll
    static void protect() throws Exception {
        home = Files.createDirectories(directory.resolve("home"));
        disk = Disks.sparse(directory.resolve("disk.img"), DISK_BYTES);
        server = ServerProcess.start(directory.resolve("data"), home);
        JsonNode machine =
                Command.json(home, "protect", "box", "--disk", disk.toString(), "--wait", "--json");
        uri = machine.get("disks").get(0).get("nbdUri").asText();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void nbdinfo_describes_it() throws Exception {
        Peers.require("nbdinfo");
        assertThat(Disks.run("nbdinfo", "--json", uri)).contains("\"export-size\": " + DISK_BYTES);
        assertThat(Disks.run("nbdinfo", "--map", uri)).containsAnyOf("data", "hole");
    }

    @Test
    void nbdcopy_copies_in_and_out() throws Exception {
        Peers.require("nbdcopy", "qemu-img");
        Path noise = directory.resolve("noise.img");
        Disks.run("dd", "if=/dev/urandom", "of=" + noise, "bs=1M", "count=" + (DISK_BYTES >> 20));
        Disks.run("nbdcopy", noise.toString(), uri);
        Path out = directory.resolve("out.img");
        Disks.run("nbdcopy", uri, out.toString());
        Disks.run("cmp", noise.toString(), out.toString());
        exportsEqualTheSource();
    }

    @Test
    void qemu_io_writes_patterns() throws Exception {
        Peers.require("qemu-io");
        Disks.run(
                "qemu-io",
                "-f",
                "raw",
                "-c",
                "write -P 0x5a 1M 64k",
                "-c",
                "write -z 2M 128k",
                "-c",
                "discard 3M 64k",
                "-c",
                "flush",
                "-c",
                "read -P 0x5a 1M 64k",
                "-c",
                "read -P 0 2M 128k",
                uri);
        exportsEqualTheSource();
    }

    @Test
    void fio_verifies_what_it_wrote() throws Exception {
        Peers.require("fio");
        Disks.run(
                "fio",
                "--name=verify",
                "--ioengine=nbd",
                "--uri=" + uri,
                "--rw=randwrite",
                "--bs=4k",
                "--iodepth=32",
                "--size=" + DISK_BYTES,
                "--verify=crc32c",
                "--verify_fatal=1",
                "--do_verify=1");
        exportsEqualTheSource();
    }

    private void exportsEqualTheSource() throws Exception {
        Peers.require("qemu-img");
        String point = Command.json(home, "mark", "box", "--json").get("id").asText();
        for (String format : new String[] {"raw", "qcow2", "vhd"}) {
            Path to = Files.createTempDirectory(directory, "export");
            Command.json(
                    home,
                    "export",
                    "box",
                    "--point",
                    point,
                    "--to",
                    to.toString(),
                    "--format",
                    format,
                    "--json");
            try (var files = Files.list(to)) {
                Path image = files.findFirst().orElseThrow();
                if (format.equals("raw")) {
                    Disks.run("cmp", disk.toString(), image.toString());
                }
                String driver = format.equals("vhd") ? "vpc" : format;
                Disks.run(
                        "qemu-img",
                        "compare",
                        "-f",
                        "raw",
                        "-F",
                        driver,
                        disk.toString(),
                        image.toString());
            }
        }
    }
}
