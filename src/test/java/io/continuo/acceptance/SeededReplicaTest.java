package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** A replica that begins as a copy of an image that is almost right. */
class SeededReplicaTest {
    private static final int BYTES = 24 << 20;

    @TempDir Path directory;

    private Path home;
    private ServerProcess server;
    private Path disk;

    @BeforeEach
    void start() throws Exception {
        home = Files.createDirectories(directory.resolve("home"));
        server = ServerProcess.start(directory.resolve("data"), home);
        byte[] content = new byte[BYTES];
        new Random(5).nextBytes(content);
        // The image has something where the disk has nothing.
        Arrays.fill(content, 8 << 20, 9 << 20, (byte) 0);
        disk = Files.write(directory.resolve("disk.img"), content);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path seed(int bytes) throws IOException {
        byte[] content = Arrays.copyOf(Files.readAllBytes(disk), bytes);
        content[1 << 20] ^= 1;
        Arrays.fill(content, 8 << 20, (8 << 20) + 4096, (byte) 7);
        return Files.write(directory.resolve("seed-" + bytes + ".img"), content);
    }

    private Command protect(String name, Path... seeds) {
        String[] args = {"protect", name, "--disk", disk.toString(), "--wait", "--json"};
        String[] all = Arrays.copyOf(args, args.length + 2 * seeds.length);
        for (int i = 0; i < seeds.length; i++) {
            all[args.length + 2 * i] = "--seed";
            all[args.length + 2 * i + 1] = seeds[i].toString();
        }
        return Command.run(home, all);
    }

    @Test
    void only_what_differs_is_sent_and_the_image_stays_as_it_is() throws Exception {
        Path seed = seed(BYTES);
        byte[] before = Files.readAllBytes(seed);
        assertThat(protect("box", seed).err()).isEmpty();

        JsonNode receipt =
                Command.json(home, "machines", "--json").get(0).get("resync").get("receipt");
        assertThat(receipt.get("comparedBytes").asLong()).isEqualTo(BYTES);
        assertThat(receipt.get("sentBytes").asLong()).isBetween(1L, 1L << 20);
        Path to = directory.resolve("out");
        Command.json(home, "export", "box", "--to", to.toString(), "--format", "raw", "--json");
        assertThat(Files.mismatch(disk, to.resolve("box-disk0.raw"))).isEqualTo(-1);
        assertThat(Files.readAllBytes(seed)).isEqualTo(before);
    }

    @Test
    void an_image_that_does_not_fit_is_refused_and_nothing_is_left_behind() throws Exception {
        Path missing = directory.resolve("missing.img");
        assertThat(protect("box", missing).err()).contains("SEED_MISSING", "correction:");
        assertThat(protect("box", directory).err()).contains("SEED_UNREADABLE", "correction:");
        assertThat(protect("box", seed(12 << 20)).err()).contains("SEED_SIZE_WRONG", "correction:");
        assertThat(protect("box", seed(BYTES), missing).err()).contains("BAD_REQUEST");
        assertThat(Command.json(home, "machines", "--json")).isEmpty();
        assertThat(protect("box").err()).isEmpty();
    }
}
