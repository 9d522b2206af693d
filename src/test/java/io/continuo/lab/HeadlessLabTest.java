package io.continuo.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.lab.LabRow;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The lab against a server that keeps its promises, and against some that do not. */
class HeadlessLabTest {
    private static final Rhythm RHYTHM = new Rhythm(400, 0.3, 1, 2, 0.1);
    private static final List<MachinePlan> PLANS =
            List.of(
                    new MachinePlan(
                            "web-01",
                            List.of(new DiskPlan(0, "web.raw", 4 << 20, 4 << 10, 256, 64)),
                            2,
                            MachinePlan.Habit.SCATTERED,
                            RHYTHM),
                    new MachinePlan(
                            "db-01",
                            List.of(
                                    new DiskPlan(0, "data.raw", 4 << 20, 8 << 10, 256, 64),
                                    new DiskPlan(1, "log.raw", 2 << 20, 4 << 10, 256, 0)),
                            2,
                            MachinePlan.Habit.TRANSACTIONS,
                            RHYTHM));

    @TempDir private Path directory;
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void a_server_that_keeps_its_promises_is_verified_in_every_row() throws Exception {
        FakeServer server = new FakeServer(_ -> {});
        List<LabRow> rows = run(server);
        assertThat(rows).as(told.toString()).hasSize(2).allMatch(LabRow::verified);
        for (LabRow row : rows) {
            assertThat(row.drill()).isEqualTo("verified");
            assertThat(row.churnBytesPerSecond()).isPositive();
            assertThat(row.points()).isEqualTo(5);
            assertThat(row.rpoSeconds().max()).isGreaterThan(row.rpoSeconds().p50());
        }
        long everyDrill = 5;
        assertThat(rows.get(1).verifiedBytes()).isEqualTo(everyDrill * PLANS.get(1).sizeBytes());
        assertThat(server.drillsLeft()).isFalse();
        assertThat(told).anyMatch(line -> line.contains("seed 7"));
    }

    @Test
    void a_server_that_loses_the_second_disk_is_found_and_its_drills_are_cleaned_up()
            throws Exception {
        FakeServer server =
                new FakeServer(disks -> {
                    if (disks.size() == 2) {
                        disks.set(1, new MemoryDisk(disks.get(1).size()));
                    }
                });
        List<LabRow> rows = run(server);
        assertThat(rows.get(0).verified()).as(told.toString()).isTrue();
        assertThat(rows.get(1).verified()).isFalse();
        assertThat(rows.get(1).drill()).isEqualTo("failed");
        assertThat(told).anyMatch(line -> line.contains("is not there"));
        assertThat(server.drillsLeft()).isFalse();
    }

    @Test
    void a_server_that_flips_a_bit_is_found() throws Exception {
        FakeServer server =
                new FakeServer(
                        disks -> disks.get(0).write(100, ByteBuffer.wrap(new byte[] {77}), false));
        assertThat(run(server)).noneMatch(LabRow::verified);
        assertThat(told).anyMatch(line -> line.contains("no whole record"));
    }

    @Test
    void a_site_is_taken_up_again_where_it_was_left() throws Exception {
        FakeServer first = new FakeServer(_ -> {});
        run(first);
        first.writeBack();
        tear(directory.resolve("data.raw"));
        LabSite again = LabSite.prepare(directory, 99, PLANS);
        assertThat(again.seed()).isEqualTo(7);
        assertThat(again.fresh()).isFalse();
        assertThat(run(new FakeServer(_ -> {}))).as(told.toString()).allMatch(LabRow::verified);
    }

    /** As if the guest had been killed while it wrote its first slot. */
    private static void tear(Path image) throws IOException {
        byte[] bytes = Files.readAllBytes(image);
        bytes[4096] ^= 1;
        Files.write(image, bytes);
    }

    private List<LabRow> run(FakeServer server) throws Exception {
        LabSettings settings =
                new LabSettings(directory, Duration.ofSeconds(1), Duration.ofMillis(300), 7);
        return new HeadlessLab(server.client(), settings, told::add, server::open, PLANS).run();
    }
}
