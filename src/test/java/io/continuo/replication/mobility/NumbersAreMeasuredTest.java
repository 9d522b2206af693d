package io.continuo.replication.mobility;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.DataState;
import io.continuo.replication.stream.Position;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** Invariant 10: RPO counts from the source time of the newest durable moment, and nothing else. */
class NumbersAreMeasuredTest {
    @TempDir Path directory;

    @Test
    void the_recoverable_time_is_that_of_the_newest_change_the_target_holds() throws Exception {
        try (Rig rig = new Rig(directory, 4 << 20)) {
            rig.start();
            rig.awaitState(DataState.DELTA);
            rig.target.holdAcks(true);
            Instant held = time(rig.target.durableAt());
            Rig.await("the agent has heard the last word", () -> durable(rig).equals(held));

            long frames = rig.target.frames();
            rig.write(0, 4096, bytes());
            Rig.await("changes and ticks go on", () -> rig.target.frames() > frames + 2);
            assertThat(durable(rig)).as("sent is not durable").isEqualTo(held);

            Instant before = Instant.now();
            rig.target.holdAcks(false);
            Rig.await("RPO is small again", () -> !durable(rig).isBefore(before));
            assertThat(durable(rig)).isBeforeOrEqualTo(time(rig.target.durableAt()));
        }
    }

    private static Instant durable(Rig rig) {
        return rig.report().durableTime().orElseThrow();
    }

    private static Instant time(Position position) {
        return Instant.EPOCH.plus(position.timeMicros(), ChronoUnit.MICROS);
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[4096];
        Arrays.fill(bytes, (byte) 7);
        return bytes;
    }
}
