package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.BlockDevicePeers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Invariant 3 with a real database: PostgreSQL on ext4 on a protected block device, under load. A
 * view of any point mounts clean, the database recovers, its indexes agree with its tables, and
 * every commit acknowledged before the point is there.
 */
class PostgresOnDeviceTest {
    private static final int POINTS = Integer.getInteger("continuo.points", 5);
    private static final long SEED = Long.getLong("continuo.seed", System.nanoTime());
    private static final long DISK_BYTES = 512L << 20;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path directory;

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private Path home;

    /**
     * A recovery point.
     *
     * @param least number surely in it
     * @param most number that may be in it
     */
    private record Marked(String id, long least, long most) {}

    @AfterEach
    void stop() throws Exception {
        List<Throwable> failures = new ArrayList<>();
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception | AssertionError e) {
                failures.add(e);
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void every_point_recovers_with_every_commit_acknowledged_before_it() throws Exception {
        BlockDevicePeers.require();
        Postgres.require();
        System.out.println(
                "seed " + SEED + " (-Dcontinuo.seed), " + POINTS + " points (-Dcontinuo.points)");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        home = Files.createDirectories(directory.resolve("home"));
        Postgres database = database(protectedDevice());
        Disks.run(
                database.pgbench("--initialize", "--quiet", "--scale=1", "postgres")
                        .toArray(String[]::new));
        CommitLedger ledger = CommitLedger.start(database);
        started.push(ledger);
        load(database);

        List<Marked> points = new ArrayList<>();
        Random random = new Random(SEED);
        for (int i = 0; i < POINTS; i++) {
            TimeUnit.MILLISECONDS.sleep(100 + random.nextInt(900));
            points.add(mark(ledger));
        }
        assertThat(ledger.acknowledged()).isGreaterThan(POINTS);
        for (Marked point : points) {
            check(point);
        }
        assertThat(ledger.issued() - ledger.acknowledged()).as("it went on").isLessThan(2);
        awaitCommits(ledger, ledger.acknowledged());
    }

    private Path protectedDevice() throws Exception {
        Path disk = Disks.sparse(directory.resolve("disk.img"), DISK_BYTES);
        Path data = directory.resolve("data");
        ServerProcess server = ServerProcess.start(data, home);
        started.push(() -> {
            server.close();
            LeftDevices.tidy(data);
        });
        JsonNode machine =
                Command.json(
                        home,
                        "protect",
                        "db",
                        "--disk",
                        disk.toString(),
                        "--capture",
                        "fuse",
                        "--wait",
                        "--json");
        return Path.of(machine.at("/disks/0/devicePath").asText());
    }

    private Postgres database(Path device) throws Exception {
        Path mounted = Files.createDirectories(directory.resolve("mounted"));
        Disks.run("mkfs.ext4", "-q", device.toString());
        Disks.run("mount", device.toString(), mounted.toString());
        started.push(() -> Disks.run("umount", mounted.toString()));
        Postgres database = new Postgres(mounted, directory.resolve("socket"));
        database.init();
        started.push(database);
        database.start();
        database.sql("create extension amcheck");
        return database;
    }

    private void load(Postgres database) throws IOException {
        Process pgbench =
                new ProcessBuilder(
                                database.pgbench(
                                        "--client=2", "--time=3600", "--rate=300", "postgres"))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        started.push(() -> {
            assertThat(pgbench.isAlive()).as("pgbench went on to the end").isTrue();
            pgbench.destroy();
            pgbench.waitFor();
        });
    }

    private Marked mark(CommitLedger ledger) throws Exception {
        awaitCommits(ledger, ledger.acknowledged());
        long least = ledger.acknowledged();
        String id = Command.json(home, "mark", "db", "--json").get("id").asText();
        return new Marked(id, least, ledger.issued());
    }

    private static void awaitCommits(CommitLedger ledger, long more) throws Exception {
        Instant deadline = Instant.now().plus(LIMIT);
        while (ledger.acknowledged() <= more) {
            assertThat(Instant.now()).as("commits go on").isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private void check(Marked point) throws Exception {
        JsonNode drill =
                Command.json(home, "failover", "test", "db", "--point", point.id(), "--json");
        String uri = drill.at("/disks/0/nbdUri").asText();
        try (MountedView view = MountedView.mount(uri, directory.resolve("drill"));
                Postgres copy = new Postgres(view.path(), directory.resolve("drill-socket"))) {
            copy.start();
            copy.check();
            long count = Long.parseLong(copy.sql("select count(*) from ledger"));
            long newest = Long.parseLong(copy.sql("select max(number) from ledger"));
            assertThat(count).as("no commit is missing before another").isEqualTo(newest);
            assertThat(newest).as("point " + point.id()).isBetween(point.least(), point.most());
            assertThat(copy.sql("select sum(abalance) from pgbench_accounts"))
                    .isEqualTo(copy.sql("select sum(delta) from pgbench_history"));
        }
        Command.json(home, "failover", "cleanup", "db", "--json");
    }
}
