package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.client.nbd.NbdClient;
import io.continuo.client.nbd.NbdUri;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * Invariant 6: one active side. Every role in a process of its own, at two sites; the primary dies,
 * is written to on the side, and returns after its machine was failed over, committed and written
 * to at the other place.
 */
class OneActiveSideTest {
    private static final int BYTES = 8 << 20;

    private final long seed = Long.getLong("continuo.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final byte[] model = new byte[BYTES];

    @TempDir Path directory;

    private Path disk;
    private Site site;

    private void write(String uri, int writes) throws IOException {
        try (NbdClient guest = NbdClient.connect(NbdUri.parse(uri))) {
            for (int i = 0; i < writes; i++) {
                byte[] data = new byte[512 * (1 + random.nextInt(40))];
                random.nextBytes(data);
                int at = random.nextInt((BYTES - data.length) / 512) * 512;
                guest.write(at, ByteBuffer.wrap(data));
                System.arraycopy(data, 0, model, at, data.length);
            }
            guest.flush();
        }
    }

    private void assertHolds(String uri) throws IOException {
        try (NbdClient guest = NbdClient.connect(NbdUri.parse(uri))) {
            assertThat(Arrays.mismatch(guest.read(0, BYTES), model))
                    .as("first byte that differs, seed " + seed)
                    .isEqualTo(-1);
        }
    }

    private String uri() throws IOException {
        return site.machine().get("disks").get(0).get("nbdUri").asText();
    }

    private boolean told(String code) throws IOException {
        for (JsonNode event : site.json("events", "--json")) {
            if (event.get("code").asText().equals(code)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void a_primary_that_returns_is_refused_and_healed_from_the_chosen_side() throws Exception {
        random.nextBytes(model);
        disk = Files.write(directory.resolve("disk.img"), model);
        try (Site all = new Site(directory)) {
            site = all;
            site.start("process-server", "process");
            site.start("agent", "edge");
            site.start("master-target", "target");
            site.start("agent", "there", "--site", "recovery");
            site.json(
                    "protect",
                    "box",
                    "--disk",
                    disk.toString(),
                    "--agent",
                    "edge",
                    "--wait",
                    "--json");
            String here = uri();
            write(here, 100);
            site.json("mark", "box", "--json");

            site.role("edge").kill();
            JsonNode view = site.json("failover", "unplanned", "box", "--confirm", "box", "--json");
            assertThat(view.get("sourceHeld").asBoolean()).isFalse();
            String there = view.get("disks").get(0).get("nbdUri").asText();
            assertHolds(there);
            write(there, 100);
            site.json("failover", "commit", "box", "--json");
            assertThat(Command.run(site.home(), "reprotect", "box").err())
                    .contains("OTHER_SIDE_MISSING", "correction:");
            writtenOnTheSide();
            site.start("master-target", "home", "--site", "primary");

            site.again("edge");
            Site.await("the returned primary to be told", () -> told("OLD_PRIMARY_RETURNED"));
            Site.await(
                    "its disks to be withdrawn",
                    () -> {
                        try (NbdClient guest = NbdClient.connect(NbdUri.parse(here))) {
                            return guest.size() < 0;
                        } catch (IOException e) {
                            return true;
                        }
                    });
            assertThatThrownBy(() -> NbdClient.connect(NbdUri.parse(here)).close())
                    .isInstanceOf(IOException.class);

            write(there, 50);
            site.json("reprotect", "box", "--json");
            JsonNode machine = site.machine();
            assertThat(machine.get("direction").asText()).isEqualTo("REVERSE");
            assertThat(machine.at("/resync/receipt/sentBytes").asLong()).isLessThan(BYTES);
            assertHolds(uri());
            write(uri(), 50);
            JsonNode back = site.json("failback", "box", "--confirm", "box", "--json");
            assertHolds(back.get("disks").get(0).get("nbdUri").asText());
            site.json("failover", "commit", "box", "--json");
            site.json("reprotect", "box", "--json");
            assertThat(site.machine().get("direction").asText()).isEqualTo("FORWARD");
            assertThat(Arrays.mismatch(Files.readAllBytes(disk), model)).isEqualTo(-1);
            assertHolds(uri());
        }
    }

    /** Nobody captures it: what is written now is known to nobody. */
    private void writtenOnTheSide() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.seek(1 << 20);
            file.write(new byte[64 << 10]);
        }
    }
}
