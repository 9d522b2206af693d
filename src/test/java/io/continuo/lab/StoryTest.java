package io.continuo.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.lab.StoryRow;
import io.continuo.app.Orchestrator;
import io.continuo.app.OrchestratorSettings;
import io.continuo.client.ContinuoClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The whole circle on a real embedded server, with machines small enough for a test. */
class StoryTest {
    private static final Rhythm RHYTHM = new Rhythm(60, 0.4, 3, 2, 0.2);

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

    @Test
    void every_step_holds_every_byte_and_only_the_unplanned_one_loses() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        List<StoryRow> rows;
        try (Orchestrator orchestrator =
                        Orchestrator.start(
                                OrchestratorSettings.embedded(directory.resolve("server"), "Lab")
                                        .withLab());
                ContinuoClient client = orchestrator.client()) {
            LabSettings settings =
                    new LabSettings(
                            directory.resolve("site"),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(1),
                            Long.getLong("continuo.seed", System.nanoTime()));
            rows = new Story(client, settings, told::add, NbdGuestDisk::open, PLANS).run();
        }
        assertThat(rows).as(told.toString()).hasSize(16).allMatch(StoryRow::verified);
        for (StoryRow row : rows) {
            boolean loses = row.step().equals("unplanned failover");
            assertThat(row.lostRecords() > 0).as(row.toString()).isEqualTo(loses);
        }
    }
}
