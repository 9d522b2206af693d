package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.client.nbd.NbdClient;
import io.continuo.client.nbd.NbdUri;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Disks of a protected machine grow, come and go while a guest writes and the server is killed;
 * every point holds what the machine had then (invariant 3), and nothing is copied twice (invariant
 * 5).
 */
class ChangedDisksTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Neither ends where a region or a block of the replica does. */
    private static final int OLD_BYTES = (6 << 20) + 3 * 512;

    private static final int NEW_BYTES = (9 << 20) + 5 * 512;

    private final Random random = new Random(7);

    @TempDir static Path directory;

    private static Path home;
    private static Path data;
    private static ServerProcess server;

    private String name;

    @BeforeAll
    static void start() throws Exception {
        home = Files.createDirectories(directory.resolve("home"));
        data = directory.resolve("data");
        server = ServerProcess.start(data, home);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Path disk(String name, int bytes) throws IOException {
        return Files.write(directory.resolve(name), noise(bytes));
    }

    private byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return noise;
    }

    private JsonNode machine() throws IOException {
        for (JsonNode machine : Command.json(home, "machines", "--json")) {
            if (machine.get("name").asText().equals(name)) {
                return machine;
            }
        }
        throw new AssertionError(name + " is not protected");
    }

    private void protect(String machine, Path disk) throws IOException {
        name = machine;
        Command.json(home, "protect", name, "--disk", disk.toString(), "--wait", "--json");
    }

    private String mark(String label) throws IOException {
        return Command.json(home, "mark", name, "--label", label, "--json").get("id").asText();
    }

    /** The disks of a point, as exported. */
    private List<Path> export(String point) throws Exception {
        Path to = Files.createTempDirectory(directory, "export");
        Command.json(
                home,
                "export",
                name,
                "--point",
                point,
                "--to",
                to.toString(),
                "--format",
                "raw",
                "--json");
        try (var files = Files.list(to)) {
            return files.sorted().toList();
        }
    }

    private void assertHolds(String point, List<byte[]> disks) throws Exception {
        List<Path> files = export(point);
        assertThat(files).hasSameSizeAs(disks);
        for (int i = 0; i < files.size(); i++) {
            assertThat(Files.readAllBytes(files.get(i)))
                    .as(files.get(i).toString())
                    .isEqualTo(disks.get(i));
        }
    }

    private void until(String what, Predicate<JsonNode> holds) throws Exception {
        Instant deadline = Instant.now().plus(LIMIT);
        while (!holds.test(machine())) {
            assertThat(Instant.now()).as("in time: " + what).isBefore(deadline);
            Thread.sleep(200);
        }
    }

    private void untilChanged() throws Exception {
        Instant deadline = Instant.now().plus(LIMIT);
        while (true) {
            JsonNode job = Command.json(home, "jobs", "--json").get(0);
            String state = job.get("state").asText();
            if (job.get("kind").asText().equals("CHANGE_DISKS")
                    && !state.equals("RUNNING")
                    && !state.equals("WAITING")) {
                assertThat(state).as(job.toString()).isEqualTo("SUCCEEDED");
                return;
            }
            assertThat(Instant.now()).as("in time: " + job).isBefore(deadline);
            Thread.sleep(200);
        }
    }

    private static String refused(Command command) {
        assertThat(command.exit()).isNotZero();
        assertThat(command.err()).isNotBlank();
        return command.err();
    }

    private static long receipts(JsonNode machine) {
        return machine.path("resync").path("receipt").path("comparedBytes").asLong();
    }

    /** A guest that writes the same blocks again and again, until told to stop. */
    private static final class Guest implements AutoCloseable {
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicReference<Exception> failure = new AtomicReference<>();
        private final Thread thread;

        Guest(String uri) {
            thread = Thread.ofPlatform().start(() -> run(uri));
        }

        private void run(String uri) {
            Random random = new Random(3);
            byte[] block = new byte[4096];
            try (NbdClient client = NbdClient.connect(NbdUri.parse(uri))) {
                while (!stopped.get()) {
                    random.nextBytes(block);
                    client.write(4096L * random.nextInt(1024), ByteBuffer.wrap(block));
                }
                client.flush();
            } catch (Exception e) {
                failure.set(e);
            }
        }

        @Override
        public void close() {
            stopped.set(true);
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            assertThat(failure.get()).as("what the guest saw").isNull();
        }
    }

    @Test
    void a_disk_that_grows_under_a_guest_is_replicated_whole_and_nothing_is_copied_anew()
            throws Exception {
        Path disk = disk("grows.img", OLD_BYTES);
        protect("grows", disk);
        long before = receipts(machine());
        String uri = machine().get("disks").get(0).get("nbdUri").asText();
        String old = mark("old");
        byte[] then = Files.readAllBytes(disk);

        try (Guest guest = new Guest(uri)) {
            assertThat(guest.thread.isAlive()).isTrue();
            Files.write(disk, noise(NEW_BYTES - OLD_BYTES), StandardOpenOption.APPEND);
            until(
                    "the disk has its new size",
                    machine -> machine.get("disks").get(0).get("sizeBytes").asLong() == NEW_BYTES);
            untilChanged();
        }

        try (NbdClient client = NbdClient.connect(NbdUri.parse(uri))) {
            assertThat(client.size()).isEqualTo(NEW_BYTES);
            client.write(NEW_BYTES - 1000, ByteBuffer.wrap(noise(1000)));
            client.flush();
        }
        String grown = mark("grown");
        byte[] now = Files.readAllBytes(disk);
        assertThat(receipts(machine())).as("compared in resyncs").isEqualTo(before);
        assertHolds(old, List.of(then));
        assertHolds(grown, List.of(now));

        server.kill();
        server = ServerProcess.start(data, home);
        until("it is in delta", machine -> machine.get("dataState").asText().equals("DELTA"));
        assertHolds(old, List.of(then));
        assertHolds(grown, List.of(now));
    }

    @Test
    void disks_come_and_go_and_each_point_holds_those_the_machine_had() throws Exception {
        Path first = disk("first.img", OLD_BYTES);
        Path second = disk("second.img", NEW_BYTES);
        protect("comes", first);
        long before = receipts(machine());
        String one = mark("one disk");

        assertThat(refused(Command.run(home, "disk", "remove", name, "--disk", first.toString())))
                .contains("DISK_LAST");
        assertThat(refused(Command.run(home, "disk", "remove", name, "--disk", second.toString())))
                .contains("DISK_UNKNOWN");
        assertThat(refused(Command.run(home, "disk", "add", name, "--disk", first.toString())))
                .contains("DISK_ALREADY_PROTECTED");
        Path missing = directory.resolve("missing.img");
        assertThat(refused(Command.run(home, "disk", "add", name, "--disk", missing.toString())))
                .contains("DISK_MISSING");

        Command.json(home, "disk", "add", name, "--disk", second.toString(), "--json");
        server.kill();
        server = ServerProcess.start(data, home);
        untilChanged();
        String two = mark("two disks");
        byte[] kept = Files.readAllBytes(second);
        assertHolds(one, List.of(Files.readAllBytes(first)));
        assertHolds(two, List.of(Files.readAllBytes(first), kept));
        assertThat(receipts(machine())).as("compared in resyncs").isEqualTo(before);

        Command.json(home, "disk", "remove", name, "--disk", second.toString(), "--json");
        assertThat(machine().get("disks")).hasSize(1);
        String again = mark("one disk again");
        assertHolds(again, List.of(Files.readAllBytes(first)));
        assertHolds(two, List.of(Files.readAllBytes(first), kept));
        assertThat(drilled(two)).isEqualTo(List.of((long) OLD_BYTES, (long) NEW_BYTES));
        assertThat(drilled(again)).isEqualTo(List.of((long) OLD_BYTES));

        // It may come back, as another disk.
        Command.json(home, "disk", "add", name, "--disk", second.toString(), "--wait", "--json");
        assertHolds(
                mark("two again"), List.of(Files.readAllBytes(first), Files.readAllBytes(second)));
    }

    @Test
    void a_point_made_while_a_disk_is_copied_holds_all_of_it_or_nothing() throws Exception {
        Path first = disk("quick.img", OLD_BYTES);
        Path second = disk("slow.img", 24 << 20);
        protect("slow", first);
        String processServer = "";
        for (JsonNode component : Command.json(home, "components", "--json")) {
            if (component.get("roles").toString().contains("PROCESS_SERVER")) {
                processServer = component.get("name").asText();
            }
        }
        Command.json(home, "throttle", processServer, "--limit", "8M", "--json");
        Command.json(home, "disk", "add", name, "--disk", second.toString(), "--json");
        String meanwhile = mark("meanwhile");
        Command.json(home, "throttle", processServer, "--limit", "none", "--json");
        untilChanged();

        String after = mark("after");
        List<byte[]> both = List.of(Files.readAllBytes(first), Files.readAllBytes(second));
        // On a quick machine the copy may be over before the point is made.
        assertHolds(meanwhile, both.subList(0, export(meanwhile).size()));
        assertHolds(after, both);
    }

    /** Sizes of the disks a drill of a point serves. */
    private List<Long> drilled(String point) throws Exception {
        JsonNode drill = Command.json(home, "failover", "test", name, "--point", point, "--json");
        List<Long> sizes = new ArrayList<>();
        for (JsonNode disk : drill.get("disks")) {
            try (NbdClient client = NbdClient.connect(NbdUri.parse(disk.get("nbdUri").asText()))) {
                sizes.add(client.size());
            }
        }
        Command.json(home, "failover", "cleanup", name, "--json");
        return sizes;
    }
}
