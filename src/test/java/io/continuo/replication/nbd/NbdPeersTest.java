package io.continuo.replication.nbd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.continuo.Peers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** The clients people really use, against our server. */
class NbdPeersTest {
    private static final int SIZE = 64 << 20;

    @TempDir Path directory;
    private NbdFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new NbdFixture(directory, SIZE);
    }

    @AfterEach
    void stop() throws IOException {
        fixture.close();
    }

    private String uri(String transport) {
        return transport.equals("unix") ? fixture.unixUri() : fixture.tcpUri();
    }

    private String run(String... command) throws IOException {
        return PeerProcess.run(directory, command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void nbdinfo_sees_size_block_sizes_and_abilities(String transport) throws IOException {
        Peers.require("nbdinfo");
        JsonNode info = new ObjectMapper().readTree(run("nbdinfo", "--json", uri(transport)));
        assertThat(info.path("protocol").asText()).isEqualTo("newstyle-fixed");
        assertThat(info.path("structured").asBoolean()).isTrue();
        JsonNode export = info.path("exports").path(0);
        assertThat(export.path("export-size").asLong()).isEqualTo(SIZE);
        assertThat(export.path("is_read_only").asBoolean()).isFalse();
        for (String can :
                new String[] {"cache", "df", "flush", "fua", "multi_conn", "trim", "zero"}) {
            assertThat(export.path("can_" + can).asBoolean()).as(can).isTrue();
        }
        assertThat(export.path("block_size_minimum").asInt()).isEqualTo(1);
        assertThat(export.path("block_size_preferred").asInt()).isEqualTo(4096);
        assertThat(export.path("block_size_maximum").asInt()).isEqualTo(32 << 20);
        assertThat(export.path("contexts").toString()).contains("base:allocation");
    }

    @Test
    void nbdinfo_lists_every_export() throws IOException {
        Peers.require("nbdinfo");
        try (FileExport second = FileExport.open("web 01/磁碟", fixture.image, true)) {
            fixture.server.add(second);
            String listed = run("nbdinfo", "--list", "--json", fixture.server.uri("").toString());
            JsonNode exports = new ObjectMapper().readTree(listed).path("exports");
            assertThat(exports.findValuesAsText("export-name"))
                    .containsExactlyInAnyOrder("disk", "web 01/磁碟");
            fixture.server.remove("web 01/磁碟");
        }
    }

    @Test
    void nbdinfo_maps_data_and_holes() throws IOException {
        Peers.require("nbdinfo", "qemu-io");
        run("qemu-io", "-f", "raw", "-c", "write -P 7 1M 1M", fixture.unixUri());
        String map = run("nbdinfo", "--map", "--json", fixture.unixUri());
        JsonNode extents = new ObjectMapper().readTree(map);
        assertThat(extents.findValuesAsText("offset")).containsExactly("0", "1048576", "2097152");
        assertThat(extents.findValuesAsText("type")).containsExactly("3", "0", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void nbdcopy_copies_in_and_out(String transport) throws IOException {
        Peers.require("nbdcopy");
        Path source = directory.resolve("source.img");
        Path result = directory.resolve("result.img");
        sparse(source);
        run("nbdcopy", "--flush", "--connections=4", source.toString(), uri(transport));
        assertThat(Files.mismatch(source, fixture.image)).isEqualTo(-1);
        run("nbdcopy", "--connections=4", uri(transport), result.toString());
        assertThat(Files.mismatch(source, result)).isEqualTo(-1);
    }

    @Test
    void nbdcopy_moves_requests_of_the_largest_size() throws IOException {
        Peers.require("nbdcopy");
        Path source = directory.resolve("source.img");
        sparse(source);
        String size = "--request-size=" + (32 << 20);
        run("nbdcopy", "--flush", size, source.toString(), fixture.unixUri());
        assertThat(Files.mismatch(source, fixture.image)).isEqualTo(-1);
        Path result = directory.resolve("result.img");
        run("nbdcopy", size, fixture.unixUri(), result.toString());
        assertThat(Files.mismatch(source, result)).isEqualTo(-1);
    }

    private static void sparse(Path file) throws IOException {
        byte[] data = new byte[3 << 20];
        new Random(11).nextBytes(data);
        try (RandomAccessFile image = new RandomAccessFile(file.toFile(), "rw")) {
            image.setLength(SIZE);
            image.seek(12_345);
            image.write(data);
            image.seek(SIZE - data.length);
            image.write(data);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void qemu_io_verifies_patterns_zeros_and_discards(String transport) throws IOException {
        Peers.require("qemu-io");
        String printed =
                run(
                        "qemu-io",
                        "-f",
                        "raw",
                        "-t",
                        "writeback",
                        "-d",
                        "unmap",
                        "-c",
                        "write -P 0x5a 0 32M",
                        "-c",
                        "write -P 0xa5 512 1024",
                        "-c",
                        "write -f -P 0x11 5M 64k",
                        "-c",
                        "write -z 8M 1M",
                        "-c",
                        "write -z -u 10M 1M",
                        "-c",
                        "discard 12M 1M",
                        "-c",
                        "flush",
                        "-c",
                        "read -P 0x5a 0 512",
                        "-c",
                        "read -P 0xa5 512 1024",
                        "-c",
                        "read -P 0x5a 1536 2M",
                        "-c",
                        "read -P 0x11 5M 64k",
                        "-c",
                        "read -P 0 8M 1M",
                        "-c",
                        "read -P 0 10M 1M",
                        "-c",
                        "read -P 0 12M 1M",
                        "-c",
                        "read -P 0x5a 13M 19M",
                        "-c",
                        "map",
                        uri(transport));
        assertThat(printed).doesNotContain("failed").doesNotContain("verification");
    }

    @Test
    void qemu_img_reads_and_compares() throws IOException {
        Peers.require("qemu-img", "qemu-io");
        run("qemu-io", "-f", "raw", "-c", "write -P 7 1M 1M", "-c", "flush", fixture.unixUri());
        assertThat(run("qemu-img", "info", fixture.unixUri())).contains("64 MiB");
        String image = fixture.image.toString();
        assertThat(run("qemu-img", "compare", "-f", "raw", "-F", "raw", image, fixture.tcpUri()))
                .contains("Images are identical.");
        Path converted = directory.resolve("copy.qcow2");
        run("qemu-img", "convert", "-O", "qcow2", fixture.tcpUri(), converted.toString());
        assertThat(run("qemu-img", "compare", converted.toString(), image)).contains("identical");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void fio_verifies_what_it_wrote(String transport) throws IOException {
        Peers.require("fio");
        String printed =
                run(
                        "fio",
                        "--name=verify",
                        "--ioengine=nbd",
                        "--uri=" + uri(transport),
                        "--rw=randwrite",
                        "--bsrange=512-256k",
                        "--bs_unaligned=1",
                        "--size=" + SIZE,
                        "--iodepth=32",
                        "--verify=crc32c",
                        "--verify_fatal=1",
                        "--do_verify=1",
                        "--randrepeat=1");
        assertThat(printed).contains("err= 0");
    }
}
