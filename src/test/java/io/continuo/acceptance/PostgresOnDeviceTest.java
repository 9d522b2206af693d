package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.BlockDevicePeers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

    @TempDir Path directory;

    private DatabaseSite site;

    /**
     * A recovery point.
     *
     * @param least number surely in it
     * @param most number that may be in it
     */
    private record Marked(String id, long least, long most) {}

    @Test
    void every_point_recovers_with_every_commit_acknowledged_before_it() throws Exception {
        BlockDevicePeers.require();
        Postgres.require();
        System.out.println(
                "seed " + SEED + " (-Dcontinuo.seed), " + POINTS + " points (-Dcontinuo.points)");
        try (DatabaseSite here = new DatabaseSite(directory)) {
            site = here;
            DatabaseMachine machine = site.machine("db");
            Disks.run(
                    machine.database()
                            .pgbench("--initialize", "--quiet", "--scale=1", "postgres")
                            .toArray(String[]::new));
            CommitLedger ledger = site.add(CommitLedger.start(machine.database()));
            load(machine.database());
            List<Marked> points = points(ledger);
            for (Marked point : points) {
                check(machine, point);
            }
            assertThat(ledger.issued() - ledger.acknowledged()).as("it went on").isLessThan(2);
            DatabaseSite.awaitMore(ledger::acknowledged, ledger.acknowledged());
        }
    }

    private List<Marked> points(CommitLedger ledger) throws Exception {
        List<Marked> points = new ArrayList<>();
        Random random = new Random(SEED);
        for (int i = 0; i < POINTS; i++) {
            TimeUnit.MILLISECONDS.sleep(100 + random.nextInt(900));
            points.add(mark(ledger));
        }
        assertThat(ledger.acknowledged()).isGreaterThan(POINTS);
        return points;
    }

    private void load(Postgres database) throws IOException {
        Process pgbench =
                new ProcessBuilder(
                                database.pgbench(
                                        "--client=2", "--time=3600", "--rate=300", "postgres"))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        site.add(() -> {
            assertThat(pgbench.isAlive()).as("pgbench went on to the end").isTrue();
            pgbench.destroy();
            pgbench.waitFor();
        });
    }

    private Marked mark(CommitLedger ledger) throws Exception {
        DatabaseSite.awaitMore(ledger::acknowledged, ledger.acknowledged());
        long least = ledger.acknowledged();
        String id = Command.json(site.home(), "mark", "db", "--json").get("id").asText();
        return new Marked(id, least, ledger.issued());
    }

    private static void check(DatabaseMachine machine, Marked point) throws Exception {
        try (DatabaseMachine.Drill drill = machine.drill(point.id())) {
            assertThat(drill.newest("ledger"))
                    .as("point " + point.id())
                    .isBetween(point.least(), point.most());
            assertThat(drill.sql("select sum(abalance) from pgbench_accounts"))
                    .isEqualTo(drill.sql("select sum(delta) from pgbench_history"));
        }
    }
}
