package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.client.nbd.NbdClient;
import io.continuo.client.nbd.NbdUri;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * The whole circle of a machine, by commands, on a server with all roles: planned failover, commit,
 * reverse, failback, reverse again; every write of it checked, at both places.
 */
class FailoverCircleTest {
    private static final int BYTES = 16 << 20;
    private static final int ROUNDS = Integer.getInteger("continuo.rounds", 1);

    private final long seed = Long.getLong("continuo.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final byte[] model = new byte[BYTES];

    @TempDir Path directory;

    private Path home;
    private ServerProcess server;
    private Path disk;

    @BeforeEach
    void start() throws Exception {
        home = Files.createDirectories(directory.resolve("home"));
        server = ServerProcess.start(directory.resolve("data"), home);
        random.nextBytes(model);
        Arrays.fill(model, BYTES / 2, BYTES, (byte) 0);
        disk = Files.write(directory.resolve("disk.img"), model);
        Command.json(home, "protect", "box", "--disk", disk.toString(), "--wait", "--json");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode machine() throws IOException {
        return Command.json(home, "machines", "--json").get(0);
    }

    private String uri() throws IOException {
        return machine().get("disks").get(0).get("nbdUri").asText();
    }

    /** Writes as a guest does, some of it flushed. */
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

    private void assertStates(String direction, String role) throws IOException {
        JsonNode machine = machine();
        assertThat(machine.get("direction").asText()).isEqualTo(direction);
        assertThat(machine.get("roleState").asText()).isEqualTo(role);
    }

    private String failOver(String... more) throws IOException {
        String[] all = Arrays.copyOf(more, more.length + 4);
        all[more.length] = "box";
        all[more.length + 1] = "--confirm";
        all[more.length + 2] = "box";
        all[more.length + 3] = "--json";
        JsonNode view = Command.json(home, all);
        assertThat(view.get("sourceHeld").asBoolean()).isTrue();
        return view.get("disks").get(0).get("nbdUri").asText();
    }

    @Test
    void it_goes_there_and_back_and_loses_nothing() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            write(uri(), 200);
            String there = failOver("failover", "planned");
            assertStates("FORWARD", "COMMIT_PENDING");
            assertHolds(there);
            write(there, 200);
            Command.json(home, "failover", "commit", "box", "--json");
            assertStates("NONE", "COMMITTED");
            write(there, 100);
            assertHolds(there);
            Command.json(home, "reprotect", "box", "--json");
            assertStates("REVERSE", "PROTECTED");
            // Who was attached there goes on under the same name.
            assertThat(uri()).isEqualTo(there);
            JsonNode receipt = machine().get("resync").get("receipt");
            assertThat(receipt.get("sentBytes").asLong()).isLessThan(BYTES);
            write(uri(), 200);

            String back = failOver("failback");
            assertStates("REVERSE", "COMMIT_PENDING");
            assertHolds(back);
            write(back, 100);
            Command.json(home, "failover", "commit", "box", "--json");
            Command.json(home, "reprotect", "box", "--json");
            assertStates("FORWARD", "PROTECTED");
            assertHolds(uri());
            assertThat(machine().get("disks").get(0).get("path").asText())
                    .isEqualTo(disk.toString());
            assertThat(Arrays.mismatch(Files.readAllBytes(disk), model)).isEqualTo(-1);
        }
    }

    @Test
    void a_cancelled_failover_drops_what_was_written_there() throws Exception {
        write(uri(), 100);
        byte[] before = model.clone();
        String there = failOver("failover", "unplanned");
        write(there, 100);
        Command.json(home, "failover", "cancel", "box", "--json");
        assertStates("FORWARD", "PROTECTED");
        System.arraycopy(before, 0, model, 0, BYTES);
        assertHolds(uri());
        write(uri(), 50);
        Command.json(home, "mark", "box", "--json");
        assertHolds(failOver("failover", "planned"));
    }

    @Test
    void the_point_can_be_changed_until_commit() throws Exception {
        write(uri(), 50);
        byte[] first = model.clone();
        String point = Command.json(home, "mark", "box", "--json").get("id").asText();
        write(uri(), 50);
        Command.json(home, "mark", "box", "--json");
        String there = failOver("failover", "unplanned");
        assertHolds(there);
        JsonNode changed =
                Command.json(home, "failover", "point", "box", "--point", point, "--json");
        System.arraycopy(first, 0, model, 0, BYTES);
        assertHolds(changed.get("disks").get(0).get("nbdUri").asText());
        Command.json(home, "failover", "commit", "box", "--json");
        assertThat(Command.run(home, "failover", "point", "box", "--point", point).err())
                .contains("correction:");
    }

    @Test
    void a_machine_that_runs_is_not_taken_away_by_plan() throws Exception {
        try (NbdClient guest = NbdClient.connect(NbdUri.parse(uri()))) {
            Command refused = Command.run(home, "failover", "planned", "box", "--confirm", "box");
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).contains("SOURCE_IN_USE", "correction:");
            guest.write(0, ByteBuffer.allocate(512));
        }
        assertStates("FORWARD", "PROTECTED");
        assertThat(Command.run(home, "failover", "planned", "box", "--confirm", "Box").err())
                .contains("CONFIRMATION_WRONG", "cause:", "correction:");
    }

    @Test
    void the_preview_says_what_is_lost_and_touches_nothing() throws Exception {
        JsonNode planned = Command.json(home, "failover", "preview", "box", "--json");
        assertThat(planned.get("lostSeconds").asDouble()).isZero();
        JsonNode unplanned =
                Command.json(home, "failover", "preview", "box", "--unplanned", "--json");
        assertThat(unplanned.get("lostSeconds").asDouble()).isBetween(0.0, 600.0);
        assertStates("FORWARD", "PROTECTED");
    }
}
