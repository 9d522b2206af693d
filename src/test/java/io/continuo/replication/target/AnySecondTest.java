package io.continuo.replication.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.machine.PointKind;
import io.continuo.replication.journal.FrameMaker;
import io.continuo.replication.stream.ReplicaIntake;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;

/** A view can be of any second the journal still holds, and is the disk of that second. */
class AnySecondTest {
    private static final int DISK = 1 << 20;

    private final TargetFixture.MovableClock clock = new TargetFixture.MovableClock();
    private final FrameMaker maker = new FrameMaker(TargetFixture.STREAM, 1, 0, clock.micros());

    @TempDir Path directory;

    private void write(int block, int value) {
        byte[] data = new byte[4096];
        Arrays.fill(data, (byte) value);
        maker.write(0, block * 4096L, data);
    }

    private void send(TargetFixture fixture, ReplicaIntake intake) throws Exception {
        intake.append(maker.frame(false));
        fixture.awaitDurable(maker.sequence());
    }

    private static void assertRefused(TargetFixture fixture, String point, String... words) {
        assertThatThrownBy(() -> fixture.target.openView(TargetFixture.MACHINE, point))
                .isInstanceOfSatisfying(
                        ContinuoException.class,
                        e -> {
                            assertThat(e.problem().code()).isEqualTo(ErrorCode.POINT_UNKNOWN);
                            assertThat(e.problem().correction()).contains(words);
                        });
    }

    @Test
    void a_view_of_any_time_is_the_disk_of_that_time() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        TreeMap<Instant, byte[]> model = new TreeMap<>();
        byte[] disk = new byte[DISK];
        try (TargetFixture fixture = new TargetFixture(directory, clock, 86_400, DISK)) {
            ReplicaIntake intake = fixture.open(1);
            for (int i = 0; i < 300; i++) {
                clock.move(Duration.ofSeconds(1 + random.nextInt(20)));
                maker.time(clock.micros());
                int block = random.nextInt(DISK / 4096);
                write(block, i % 120 + 1);
                Arrays.fill(disk, block * 4096, (block + 1) * 4096, (byte) (i % 120 + 1));
                model.put(clock.instant().plus(1, ChronoUnit.MICROS), disk.clone());
                if (random.nextInt(5) == 0) {
                    send(fixture, intake);
                }
            }
            maker.mark(PointKind.CRASH, "");
            send(fixture, intake);
            check(fixture, model, random, seed);
        }
        try (TargetFixture fixture = new TargetFixture(directory, clock, 86_400, DISK)) {
            check(fixture, model, random, seed);
        }
    }

    private static void check(
            TargetFixture fixture, TreeMap<Instant, byte[]> model, Random random, long seed)
            throws Exception {
        Instant first = model.firstKey();
        long span = Duration.between(first, model.lastKey()).toSeconds();
        for (int i = 0; i < 12; i++) {
            Instant time = first.plusSeconds(random.nextLong(span));
            assertThat(
                            Arrays.mismatch(
                                    fixture.read(time.toString()).getFirst(),
                                    model.floorEntry(time).getValue()))
                    .as("at " + time + ", seed " + seed)
                    .isEqualTo(-1);
        }
    }

    @Test
    void a_time_outside_the_history_is_refused_with_the_nearest_that_is_in_it() throws Exception {
        try (TargetFixture fixture = new TargetFixture(directory, clock, 3600, DISK)) {
            ReplicaIntake intake = fixture.open(1);
            Instant start = clock.instant();
            for (int i = 0; i < 6; i++) {
                clock.move(Duration.ofMinutes(30));
                maker.time(clock.micros());
                write(0, i + 1);
                maker.mark(PointKind.CRASH, "");
                send(fixture, intake);
            }
            fixture.target.fold();
            assertRefused(fixture, start.plusSeconds(60).toString(), "2017-03-01T14:00:00");
            assertRefused(
                    fixture,
                    clock.instant().plusSeconds(60) + "",
                    clock.instant().toString().substring(0, 19));
            assertThat(fixture.read(start.plusSeconds(9010).toString()).getFirst()[0])
                    .isEqualTo((byte) 5);
        }
    }

    @Test
    void a_time_inside_a_resync_is_refused_with_its_ends() throws Exception {
        try (TargetFixture fixture = new TargetFixture(directory, clock, 86_400, DISK)) {
            ReplicaIntake intake = fixture.open(1);
            write(0, 1);
            send(fixture, intake);
            clock.move(Duration.ofMinutes(1));
            maker.time(clock.micros());
            maker.epoch(true);
            write(0, 2);
            clock.move(Duration.ofMinutes(10));
            maker.time(clock.micros());
            maker.epoch(false);
            write(0, 3);
            maker.mark(PointKind.CRASH, "");
            send(fixture, intake);
            Instant inside = clock.instant().minusSeconds(30);
            assertRefused(fixture, inside.toString(), "12:00:00.000001Z", "12:11:00.000001Z");
            assertThat(fixture.read("2017-03-01 12:00:30").getFirst()[0]).isEqualTo((byte) 1);
        }
    }

    @Test
    void the_newest_app_consistent_point_can_be_asked_for_by_kind() throws Exception {
        try (TargetFixture fixture = new TargetFixture(directory, clock, 86_400, DISK)) {
            ReplicaIntake intake = fixture.open(1);
            write(0, 1);
            maker.mark(PointKind.CRASH, "");
            send(fixture, intake);
            assertRefused(fixture, "latest-app", "--app-consistent");
            maker.mark(PointKind.APP, "");
            write(0, 2);
            maker.mark(PointKind.CRASH, "");
            send(fixture, intake);
            assertThat(fixture.read("latest-app").getFirst()[0]).isEqualTo((byte) 1);
        }
    }
}
