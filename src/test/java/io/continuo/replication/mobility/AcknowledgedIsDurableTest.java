package io.continuo.replication.mobility;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.DataState;
import io.continuo.api.machine.PointView;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Invariant 4: the agent forgets a change only once the target has it durably. */
class AcknowledgedIsDurableTest {
    private static final long SIZE = 16 << 20;

    @TempDir Path directory;
    private final Random random = new Random(8);

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void a_mark_is_made_only_when_it_is_durable() throws Exception {
        try (Rig rig = new Rig(directory, SIZE);
                ExecutorService marker = Executors.newSingleThreadExecutor()) {
            rig.start();
            rig.awaitState(DataState.DELTA);
            rig.target.holdAcks(true);
            rig.write(0, 0, random(4096));
            Future<PointView> mark = marker.submit(() -> rig.mark("held"));
            long frames = rig.target.frames();
            Rig.await("frames travel", () -> rig.target.frames() > frames + 2);
            assertThat(mark.isDone()).isFalse();
            rig.target.holdAcks(false);
            PointView made = mark.get();
            assertThat(rig.target.points())
                    .anyMatch(point -> Long.toString(point.sequence()).equals(made.id()));
        }
    }

    @Test
    void what_is_not_durable_is_kept_and_counted() throws Exception {
        try (Rig rig = new Rig(directory, SIZE)) {
            rig.start();
            rig.awaitState(DataState.DELTA);
            rig.mark("before");
            rig.target.holdAcks(true);
            rig.write(0, 0, random(1 << 20));
            Instant stands = rig.report().durableTime().orElseThrow();
            long frames = rig.target.frames();
            Rig.await("it travels", () -> rig.target.frames() > frames + 1);
            assertThat(rig.report().waitingBytes()).isEqualTo(1 << 20);
            assertThat(rig.report().durableTime()).contains(stands);
            rig.target.holdAcks(false);
            Rig.await("it is durable", () -> rig.report().waitingBytes() == 0);
            assertThat(rig.report().durableTime())
                    .hasValueSatisfying(time -> assertThat(time).isAfter(stands));
        }
    }

    @Test
    void a_target_losing_power_again_and_again_lacks_nothing_in_the_end() throws Exception {
        try (Rig rig = new Rig(directory, SIZE)) {
            rig.start();
            rig.awaitState(DataState.DELTA);
            for (int round = 0; round < 10; round++) {
                for (int i = 0; i < 50; i++) {
                    rig.write(0, random.nextInt(3000) * 5000L, random(5000));
                }
                rig.target.crash();
            }
            rig.awaitEqual();
            assertThat(rig.target.copiedBytes()).as("the change log was enough").isZero();
        }
    }

    @Test
    void an_idle_machine_can_be_recovered_to_now() throws Exception {
        try (Rig rig = new Rig(directory, SIZE)) {
            rig.start();
            rig.awaitState(DataState.DELTA);
            Instant now = Instant.now();
            Rig.await("time moves on", () -> rig.report().durableTime().orElseThrow().isAfter(now));
        }
    }
}
