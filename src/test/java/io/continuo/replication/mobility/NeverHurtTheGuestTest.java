package io.continuo.replication.mobility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.machine.DataState;
import io.continuo.replication.nbd.ChunkPool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** Invariant 1: a guest's write neither fails nor waits long because of replication. */
class NeverHurtTheGuestTest {
    private static final long SIZE = 32 << 20;
    private static final long LOG_BYTES = 2 << 20;
    private static final int STEP = 16 << 10;

    @TempDir Path directory;
    private final Random random = new Random(5);

    private Rig rig() throws Exception {
        return new Rig(directory, new ChunkPool(8), LOG_BYTES, true, SIZE);
    }

    /** Writes four times what the log holds; returns how long the guest waited in all. */
    private Duration writeMuch(Rig rig) throws Exception {
        byte[] bytes = new byte[STEP];
        long waited = 0;
        for (long at = 0; at < 4 * LOG_BYTES; at += STEP) {
            random.nextBytes(bytes);
            long before = System.nanoTime();
            rig.write(0, at, bytes);
            waited += System.nanoTime() - before;
        }
        return Duration.ofNanos(waited);
    }

    @Test
    void a_long_cut_becomes_a_bitmap_at_once_and_then_a_resync() throws Exception {
        try (Rig rig = rig()) {
            rig.start();
            rig.awaitState(DataState.DELTA);
            rig.mark("before");
            rig.target.refuse(true);
            rig.capture().cut(Duration.ofMillis(100));
            Rig.await("the line is down", () -> !rig.report().linkUp());

            Duration waited = writeMuch(rig);

            assertThat(waited).isLessThan(Duration.ofSeconds(1));
            assertThat(rig.capture().state()).isEqualTo(DataState.RESYNC_REQUIRED);
            assertThat(rig.report().cause()).contains("longer than the change log lasts");
            rig.target.refuse(false);
            rig.awaitEqual();
            assertThat(rig.target.copiedBytes()).isBetween(4 * LOG_BYTES, 5 * LOG_BYTES);
            assertThat(rig.report().cause()).isEmpty();
        }
    }

    @Test
    void points_made_before_a_resync_stay_what_they_were() throws Exception {
        try (Rig rig = rig()) {
            rig.start();
            rig.awaitState(DataState.DELTA);
            writeMuch(rig);
            rig.awaitState(DataState.DELTA);
            rig.mark("before");
            byte[] then = java.nio.file.Files.readAllBytes(rig.disk(0));
            rig.target.refuse(true);
            writeMuch(rig);
            rig.target.refuse(false);
            rig.awaitEqual();
            assertThat(rig.target.points())
                    .filteredOn(point -> point.text().contains("before"))
                    .singleElement()
                    .satisfies(point -> assertThat(point.disks().getFirst()).isEqualTo(then));
        }
    }

    @Test
    void a_target_that_confirms_nothing_costs_a_second_in_all() throws Exception {
        try (Rig rig = rig()) {
            rig.start();
            rig.awaitState(DataState.DELTA);
            rig.target.holdAcks(true);
            Duration waited = writeMuch(rig).plus(writeMuch(rig));
            assertThat(waited).isLessThan(StallBudget.MOST.plusMillis(1500));
            rig.target.holdAcks(false);
            rig.awaitEqual();
        }
    }

    @Test
    void a_mark_is_refused_while_the_replica_is_not_consistent() throws Exception {
        try (Rig rig = rig()) {
            rig.target.refuse(true);
            rig.start();
            assertThatThrownBy(() -> rig.mark("too early"))
                    .isInstanceOfSatisfying(
                            ContinuoException.class,
                            e -> assertThat(e.problem().correction()).contains("line is back"));
        }
    }

    @Test
    void reading_and_flushing_go_on_while_the_line_is_away() throws Exception {
        try (Rig rig = rig()) {
            rig.target.refuse(true);
            rig.start();
            byte[] bytes = new byte[STEP];
            random.nextBytes(bytes);
            rig.write(0, 12_345, bytes);
            rig.capture().exports().getFirst().flush();
            assertThat(rig.read(0, 12_345, STEP)).isEqualTo(bytes);
            rig.target.refuse(false);
            rig.awaitEqual();
        }
    }

    @Test
    void a_lost_activity_log_costs_a_comparison_after_a_crash() throws Exception {
        try (Rig rig = rig()) {
            rig.start();
            rig.awaitState(DataState.DELTA);
            rig.write(0, 0, new byte[] {1});
            rig.mark("durable");
            rig.kill();
            java.nio.file.Files.delete(directory.resolve("agent/disk-0.activity"));
            rig.start();
            rig.awaitEqual();
            assertThat(rig.target.askedBytes()).isEqualTo(SIZE);
            assertThat(rig.target.copiedBytes()).isZero();
        }
    }
}
