package io.continuo.replication.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.replication.journal.FrameMaker;
import io.continuo.replication.nbd.Chunk;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.stream.ReplicaIntake;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A master target in a process of its own, killed at arbitrary moments while it takes changes,
 * folds, and has a drill open. What it had acknowledged is there afterwards, byte for byte.
 *
 * <p>Every change follows from its sequence, so that the model of any point can be made at any
 * time.
 */
class KilledTargetTest {
    private static final int DISK = 1 << 20;
    private static final int KILLS = Integer.getInteger("continuo.kills", 4);
    private static final int MARK_EVERY = 40;
    private static final Duration STEP = Duration.ofMinutes(10);

    private static final byte DRILL = 0x5A;
    private static final String DRILL_WRITTEN = "drill";
    private static final String DRILL_ENDING = "no drill";

    private final long seed = Long.getLong("continuo.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir Path directory;
    private boolean drillWritten;

    @Test
    void acknowledged_points_survive_kills_in_the_middle_of_anything() throws Exception {
        System.out.println("seed " + seed);
        long acknowledged = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            acknowledged = Math.max(acknowledged, runAndKill(kill));
            check(kill, acknowledged);
        }
        assertThat(acknowledged).as("the writer got somewhere").isGreaterThan(MARK_EVERY);
    }

    /** Returns the newest sequence the writer was told to be durable. */
    private long runAndKill(int epoch) throws Exception {
        Process writer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx128m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Writer.class.getName(),
                                directory.toString(),
                                Integer.toString(epoch))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        long acknowledged = 0;
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            int lines = 5 + random.nextInt(200);
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                switch (line) {
                    case DRILL_WRITTEN -> drillWritten = true;
                    case DRILL_ENDING -> drillWritten = false;
                    default -> acknowledged = Long.parseLong(line);
                }
                if (--lines == 0) {
                    writer.toHandle().destroyForcibly();
                }
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
        return acknowledged;
    }

    private void check(int epoch, long acknowledged) throws Exception {
        TargetFixture.MovableClock clock = new TargetFixture.MovableClock();
        try (TargetFixture fixture = new TargetFixture(directory, clock, 3600, DISK)) {
            assertThat(fixture.target.reports(true).getFirst().problem()).isEmpty();
            long durable = fixture.open(epoch).welcome().durable().sequence();
            assertThat(durable).isGreaterThanOrEqualTo(acknowledged);
            if (drillWritten) {
                byte[] drill = TargetFixture.readAll(fixture.exports.only().getFirst());
                assertThat(drill[0]).as("written to the drill").isEqualTo(DRILL);
            }
            fixture.target.closeView(TargetFixture.MACHINE);
            drillWritten = false;
            List<PointView> points = fixture.target.points(TargetFixture.MACHINE);
            if (acknowledged >= MARK_EVERY) {
                assertThat(points).isNotEmpty();
                assertThat(Long.parseLong(points.getLast().id()))
                        .isGreaterThanOrEqualTo(acknowledged / MARK_EVERY * MARK_EVERY);
            }
            for (PointView point : points) {
                byte[] expected = model(Long.parseLong(point.id()));
                assertThat(Arrays.mismatch(fixture.read(point.id()).getFirst(), expected))
                        .as("first byte that differs at point %s, seed %d", point.id(), seed)
                        .isEqualTo(-1);
            }
        }
    }

    private static byte[] model(long sequence) {
        byte[] disk = new byte[DISK];
        for (long at = 1; at <= sequence; at++) {
            if (at % MARK_EVERY != 0) {
                Change change = Change.at(at);
                System.arraycopy(change.data, 0, disk, change.offset, change.data.length);
            }
        }
        return disk;
    }

    private record Change(int offset, byte[] data) {
        static Change at(long sequence) {
            Random random = new Random(sequence);
            byte[] data = new byte[random.nextInt(6000) + 1];
            int offset = random.nextInt(DISK - data.length);
            if (sequence % 7 != 0) {
                random.nextBytes(data);
            }
            return new Change(offset, data);
        }
    }

    /** Takes changes, folds and drills until it is killed; prints what is durable. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws Exception {
            int epoch = Integer.parseInt(args[1]);
            TargetFixture.MovableClock clock = new TargetFixture.MovableClock();
            try (TargetFixture fixture = new TargetFixture(Path.of(args[0]), clock, 3600, DISK)) {
                ReplicaIntake intake = fixture.open(epoch);
                long sequence = intake.welcome().durable().sequence();
                Thread.ofPlatform().daemon().start(() -> foldForEver(fixture));
                FrameMaker maker = new FrameMaker(TargetFixture.STREAM, epoch, sequence, 0);
                for (long at = sequence + 1; ; at++) {
                    maker.time(clock.micros() + at / MARK_EVERY * STEP.toMillis() * 1000);
                    if (at % MARK_EVERY == 0) {
                        maker.mark(PointKind.CRASH, "");
                    } else {
                        put(maker, at);
                    }
                    if (at % 8 == 0) {
                        intake.append(maker.frame(at % 16 == 0));
                        fixture.awaitDurable(at - 64);
                        System.out.println(fixture.newest());
                    }
                    if (at % (5 * MARK_EVERY) == MARK_EVERY + 8) {
                        drill(fixture);
                    }
                }
            }
        }

        private static void put(FrameMaker maker, long at) {
            Change change = Change.at(at);
            if (at % 7 == 0) {
                maker.zero(0, change.offset, change.data.length);
            } else {
                maker.write(0, change.offset, change.data);
            }
        }

        private static void foldForEver(TargetFixture fixture) {
            while (true) {
                List<PointView> points = fixture.target.points(TargetFixture.MACHINE);
                if (!points.isEmpty()) {
                    fixture.clock.set(points.getLast().time());
                }
                fixture.target.fold();
            }
        }

        private static void drill(TargetFixture fixture) throws Exception {
            System.out.println(DRILL_ENDING);
            fixture.target.closeView(TargetFixture.MACHINE);
            if (fixture.target.points(TargetFixture.MACHINE).isEmpty()) {
                return;
            }
            fixture.target.openView(TargetFixture.MACHINE, "latest");
            Chunk chunk = new ChunkPool(1).tryAcquire(Duration.ofSeconds(1)).orElseThrow();
            chunk.view(0, 1).put(DRILL);
            fixture.exports.only().getFirst().write(0, chunk, 0, 1, false);
            System.out.println(DRILL_WRITTEN);
        }
    }
}
