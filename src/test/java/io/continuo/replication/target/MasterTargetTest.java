package io.continuo.replication.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.api.component.ReplicaReport;
import io.continuo.api.component.ReplicaSpec;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.replication.journal.FailingFiles;
import io.continuo.replication.journal.FrameMaker;
import io.continuo.replication.stream.HashAsk;
import io.continuo.replication.stream.Leaves;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.ReplicaIntake;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

class MasterTargetTest {
    private static final int DISK = (1 << 20) + 512;

    private final TargetFixture.MovableClock clock = new TargetFixture.MovableClock();
    private FrameMaker maker = maker(1, 0);

    @TempDir Path directory;

    private TargetFixture start() {
        return new TargetFixture(directory, clock, 3600, DISK, DISK);
    }

    private FrameMaker maker(int epoch, long sequence) {
        return new FrameMaker(TargetFixture.STREAM, epoch, sequence, clock.micros());
    }

    private void write(int disk, int offset, int length, int value) {
        byte[] data = new byte[length];
        Arrays.fill(data, (byte) value);
        maker.write(disk, offset, data);
    }

    private void send(TargetFixture fixture, ReplicaIntake intake) throws Exception {
        intake.append(maker.frame(false));
        fixture.awaitDurable(maker.sequence());
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ContinuoException.class,
                        e -> {
                            assertThat(e.problem().code()).isEqualTo(code);
                            assertThat(e.problem().cause()).isNotBlank();
                            assertThat(e.problem().correction()).isNotBlank();
                        });
    }

    private List<String> points(TargetFixture fixture) {
        return fixture.target.points(TargetFixture.MACHINE).stream().map(PointView::id).toList();
    }

    @Test
    void an_older_sender_is_refused_and_a_newer_one_cuts_the_old_off() throws Exception {
        try (TargetFixture fixture = start()) {
            ReplicaIntake first = fixture.open(3);
            write(0, 0, 512, 1);
            maker = maker(3, 0);
            write(0, 0, 512, 1);
            send(fixture, first);
            assertRefused(ErrorCode.SENDER_REPLACED, () -> fixture.open(2));
            ReplicaIntake second = fixture.open(4);
            assertThat(second.welcome().durable().sequence()).isEqualTo(1);
            maker.flush();
            assertThatThrownBy(() -> first.append(maker.frame(false)))
                    .isInstanceOf(IOException.class);
            maker = maker(4, 1);
            write(0, 0, 512, 2);
            send(fixture, second);
        }
        try (TargetFixture fixture = start()) {
            assertRefused(ErrorCode.SENDER_REPLACED, () -> fixture.open(3));
            assertThat(fixture.open(4).welcome().durable().sequence()).isEqualTo(2);
        }
    }

    @Test
    void a_frame_of_another_epoch_is_refused() throws Exception {
        try (TargetFixture fixture = start()) {
            ReplicaIntake intake = fixture.open(2);
            write(0, 0, 512, 1);
            assertThatThrownBy(() -> intake.append(maker.frame(false)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("epoch 1");
        }
    }

    @Test
    void unknown_streams_machines_and_points_are_refused() throws Exception {
        try (TargetFixture fixture = start()) {
            assertRefused(
                    ErrorCode.MACHINE_UNKNOWN,
                    () -> fixture.target.open(UUID.randomUUID(), 1, position -> {}));
            assertRefused(ErrorCode.MACHINE_UNKNOWN, () -> fixture.target.points("nobody"));
            assertRefused(
                    ErrorCode.NO_POINT_YET,
                    () -> fixture.target.openView(TargetFixture.MACHINE, "latest"));
            assertRefused(
                    ErrorCode.POINT_UNKNOWN,
                    () -> fixture.target.openView(TargetFixture.MACHINE, "7"));
            assertThat(fixture.exports.none()).isTrue();
        }
    }

    @Test
    void nothing_can_be_recovered_before_initial_replication_ended() throws Exception {
        try (TargetFixture fixture = start()) {
            ReplicaIntake intake = fixture.open(1);
            maker.epoch(true);
            write(0, 0, 512, 1);
            maker.mark(PointKind.CRASH, "");
            send(fixture, intake);
            assertRefused(
                    ErrorCode.NO_POINT_YET,
                    () -> fixture.target.openView(TargetFixture.MACHINE, "latest"));
            assertThat(points(fixture)).isEmpty();
            assertThat(fixture.open(1).welcome().insideEpoch()).isTrue();
            maker.epoch(false);
            long point = maker.mark(PointKind.APP, "done");
            ReplicaIntake again = fixture.open(1);
            send(fixture, again);
            assertThat(fixture.target.points(TargetFixture.MACHINE))
                    .containsExactly(
                            new PointView(
                                    Long.toString(point),
                                    fixture.target.points(TargetFixture.MACHINE).getFirst().time(),
                                    PointKind.APP,
                                    "done",
                                    false));
        }
    }

    @Test
    void initial_replication_is_folded_while_it_runs() throws Exception {
        try (TargetFixture fixture = start()) {
            ReplicaIntake intake = fixture.open(1);
            maker.epoch(true);
            for (int i = 0; i < 40; i++) {
                write(0, i * 4096, 4096, i + 1);
                send(fixture, intake);
                fixture.target.fold();
            }
            maker.epoch(false);
            send(fixture, intake);
            assertThat(fixture.read("latest").getFirst()[39 * 4096]).isEqualTo((byte) 40);
        }
        try (TargetFixture fixture = start()) {
            ReplicaIntake intake = fixture.open(2);
            assertThat(intake.welcome().insideEpoch()).isFalse();
            assertThat(intake.welcome().consistent().sequence()).isEqualTo(42);
            assertThat(fixture.read("latest").getFirst()[3 * 4096]).isEqualTo((byte) 4);
        }
    }

    @Test
    void older_points_stay_while_a_resync_runs_and_the_fold_waits_for_them() throws Exception {
        try (TargetFixture fixture = start()) {
            ReplicaIntake intake = fixture.open(1);
            write(0, 0, 512, 1);
            long before = maker.mark(PointKind.CRASH, "");
            send(fixture, intake);
            maker.epoch(true);
            write(0, 0, 512, 9);
            send(fixture, intake);
            clock.move(Duration.ofDays(2));
            fixture.target.fold();
            assertThat(points(fixture)).containsExactly(Long.toString(before));
            assertThat(fixture.read("latest").getFirst()[0]).isEqualTo((byte) 1);
            assertThat(fixture.read(Long.toString(before)).getFirst()[0]).isEqualTo((byte) 1);
        }
    }

    @Test
    void points_past_retention_go_but_the_newest_stays() throws Exception {
        try (TargetFixture fixture = start()) {
            ReplicaIntake intake = fixture.open(1);
            for (int i = 1; i <= 5; i++) {
                clock.move(Duration.ofMinutes(20));
                maker.time(clock.micros());
                write(0, 0, 512, i);
                maker.mark(PointKind.CRASH, "");
            }
            send(fixture, intake);
            fixture.target.reports(true);
            fixture.target.fold();
            assertThat(points(fixture)).containsExactly("4", "6", "8", "10");
            ReplicaReport report = fixture.target.reports(false).getFirst();
            assertThat(report.pointsRemoved()).containsExactly("2");
            assertThat(report.pointsAdded()).isEmpty();
            fixture.target.changeRetention(TargetFixture.MACHINE, Duration.ofMinutes(1));
            clock.move(Duration.ofDays(1));
            fixture.target.fold();
            assertThat(points(fixture)).containsExactly("10");
            assertThat(fixture.read("10").getFirst()[0]).isEqualTo((byte) 5);
        }
        try (TargetFixture fixture = start()) {
            assertThat(points(fixture)).containsExactly("10");
        }
    }

    @Test
    void reports_tell_new_points_once_and_all_when_asked() throws Exception {
        try (TargetFixture fixture = start()) {
            ReplicaReport empty = fixture.target.reports(true).getFirst();
            assertThat(empty.full()).isTrue();
            assertThat(empty.durableTime()).isEmpty();
            ReplicaIntake intake = fixture.open(1);
            maker.mark(PointKind.CRASH, "a");
            send(fixture, intake);
            ReplicaReport added = fixture.target.reports(false).getFirst();
            assertThat(added.full()).isFalse();
            assertThat(added.pointsAdded()).extracting(PointView::label).containsExactly("a");
            assertThat(added.durableTime()).isPresent();
            assertThat(added.journalBytes()).isPositive();
            assertThat(fixture.target.reports(false).getFirst().pointsAdded()).isEmpty();
            assertThat(fixture.target.reports(true).getFirst().pointsAdded()).hasSize(1);
        }
    }

    @Test
    void preparing_twice_is_no_harm_and_changed_disks_are_refused() throws Exception {
        try (TargetFixture fixture = start()) {
            ReplicaIntake intake = fixture.open(1);
            fixture.target.prepare(TargetFixture.spec(60, DISK, DISK));
            write(0, 0, 512, 1);
            send(fixture, intake);
            assertRefused(
                    ErrorCode.ACTION_NOT_ALLOWED,
                    () -> fixture.target.prepare(TargetFixture.spec(60, DISK, 2 * DISK)));
        }
        assertRefused(
                ErrorCode.ACTION_NOT_ALLOWED,
                () -> new TargetFixture(directory, clock, 60, DISK, 2 * DISK).close());
    }

    @Test
    void disks_that_change_with_a_new_layout_are_taken_and_never_smaller() throws Exception {
        try (TargetFixture fixture = start()) {
            ReplicaSpec grown = later(2, DISK, 2 * DISK);
            fixture.target.prepare(grown);
            fixture.target.prepare(grown);
            fixture.target.prepare(TargetFixture.spec(60, DISK, DISK));
            assertRefused(
                    ErrorCode.ACTION_NOT_ALLOWED,
                    () -> fixture.target.prepare(later(3, DISK, DISK)));
        }
    }

    private static ReplicaSpec later(int layout, long... sizes) {
        ReplicaSpec first = TargetFixture.spec(60, sizes);
        return new ReplicaSpec(
                first.machineId(),
                first.machine(),
                first.streamId(),
                first.disks(),
                first.dataKey(),
                first.retentionSeconds(),
                layout);
    }

    @Test
    void a_removed_replica_leaves_nothing_also_when_it_was_not_open() throws Exception {
        try (TargetFixture fixture = start()) {
            send(fixture, with(fixture.open(1)));
            fixture.target.openView(TargetFixture.MACHINE, "latest");
            fixture.target.remove(TargetFixture.MACHINE);
            fixture.target.remove(TargetFixture.MACHINE);
            assertThat(directory).isEmptyDirectory();
            assertThat(fixture.exports.none()).isTrue();
            fixture.target.prepare(TargetFixture.spec(60, DISK));
            assertThat(points(fixture)).isEmpty();
        }
        try (MasterTarget other = new MasterTarget(directory, clock, new TargetFixture.Exports())) {
            other.remove(TargetFixture.MACHINE);
        }
        assertThat(directory).isEmptyDirectory();
    }

    private ReplicaIntake with(ReplicaIntake intake) {
        write(0, 0, 512, 1);
        return intake;
    }

    @Test
    void a_wrong_key_is_reported_and_the_right_one_opens_again() throws Exception {
        try (TargetFixture fixture = start()) {
            send(fixture, with(fixture.open(1)));
        }
        ReplicaSpec right = TargetFixture.spec(60, DISK, DISK);
        ReplicaSpec wrong =
                new ReplicaSpec(
                        right.machineId(),
                        right.machine(),
                        right.streamId(),
                        right.disks(),
                        "/////////////////////////////////////////w8=",
                        60);
        try (MasterTarget target =
                new MasterTarget(directory, clock, new TargetFixture.Exports())) {
            assertRefused(ErrorCode.DATA_KEY_WRONG, () -> target.prepare(wrong));
            assertRefused(ErrorCode.DATA_KEY_WRONG, () -> target.points(TargetFixture.MACHINE));
            assertThat(target.reports(true).getFirst().problem())
                    .get()
                    .extracting(problem -> problem.code())
                    .isEqualTo(ErrorCode.DATA_KEY_WRONG);
            target.prepare(right);
            assertThat(target.reports(true).getFirst().problem()).isEmpty();
        }
    }

    @Test
    void leaf_hashes_are_those_of_the_newest_state() throws Exception {
        Random random = new Random(5);
        byte[][] model = new byte[2][DISK];
        try (TargetFixture fixture = start()) {
            ReplicaIntake intake = fixture.open(1);
            maker.epoch(true);
            for (int i = 0; i < 60; i++) {
                int disk = random.nextInt(2);
                byte[] data = new byte[random.nextInt(9000) + 1];
                // The middle stays empty.
                int offset = random.nextInt(4) * 250_000 + random.nextInt(3000);
                random.nextBytes(data);
                maker.write(disk, offset, data);
                System.arraycopy(data, 0, model[disk], offset, data.length);
                intake.append(maker.frame(i % 2 == 0));
                if (i == 30) {
                    fixture.awaitDurable(maker.sequence());
                    fixture.target.fold();
                }
            }
            fixture.awaitDurable(maker.sequence());
            for (int disk = 0; disk < 2; disk++) {
                for (byte[] key : List.of(new byte[0], new byte[Leaves.KEY_BYTES])) {
                    assertThat(intake.hashes(HashAsk.range(disk, 0, DISK, key)))
                            .isEqualTo(hashes(key, model[disk], Leaves.BYTES, 0, DISK));
                    assertThat(
                                    intake.hashes(
                                            HashAsk.range(
                                                    disk, 3 * Leaves.BYTES, 2 * Leaves.BYTES, key)))
                            .isEqualTo(
                                    hashes(
                                            key,
                                            model[disk],
                                            Leaves.BYTES,
                                            3 * Leaves.BYTES,
                                            2 * Leaves.BYTES));
                    assertThat(intake.hashes(HashAsk.pieces(disk, List.of(3L * Leaves.BYTES), key)))
                            .isEqualTo(
                                    hashes(
                                            key,
                                            model[disk],
                                            Leaves.PIECE_BYTES,
                                            3 * Leaves.BYTES,
                                            Leaves.BYTES));
                }
            }
            assertThatThrownBy(() -> intake.hashes(HashAsk.range(0, DISK, Leaves.BYTES)))
                    .isInstanceOf(IOException.class);
        }
    }

    private static byte[] hashes(byte[] key, byte[] disk, int each, int offset, int length) {
        byte[] hashes = new byte[(length + each - 1) / each * Leaves.HASH_BYTES];
        HashAsk.range(0, 0, 0, key).hasher().hash(offset, disk, offset, length, each, hashes, 0);
        return hashes;
    }

    @Test
    void a_full_disk_is_named_and_replication_goes_on_when_there_is_room() throws Exception {
        FailingFiles files = new FailingFiles();
        try (TargetFixture fixture =
                new TargetFixture(directory, clock, files, TargetFixture.spec(60, DISK, DISK))) {
            ReplicaIntake intake = fixture.open(1);
            write(0, 0, 512, 1);
            send(fixture, intake);
            files.fail(
                    FailingFiles.Act.WRITE,
                    name -> name.startsWith("segment"),
                    "No space left on device");
            write(0, 0, 512, 2);
            intake.append(maker.frame(false));
            fixture.awaitProblem();
            assertThatThrownBy(() -> fixture.open(1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");
            assertThat(fixture.target.reports(false).getFirst().problem())
                    .get()
                    .extracting(problem -> problem.code())
                    .isEqualTo(ErrorCode.DISK_FULL);
            files.heal();
            ReplicaIntake third = fixture.open(1);
            assertThat(third.welcome().durable()).extracting(Position::sequence).isEqualTo(1L);
            maker = maker(1, 1);
            write(0, 0, 512, 3);
            send(fixture, third);
            assertThat(fixture.target.reports(false).getFirst().problem()).isEmpty();
            assertThat(fixture.read("latest").getFirst()[0]).isEqualTo((byte) 3);
        }
    }

    @Test
    void a_damaged_journal_is_named_and_its_older_points_can_be_opened() throws Exception {
        try (TargetFixture fixture = start()) {
            ReplicaIntake intake = fixture.open(1);
            write(0, 0, 512, 1);
            maker.mark(PointKind.CRASH, "");
            send(fixture, intake);
        }
        maker = maker(2, 2);
        try (TargetFixture fixture = start()) {
            ReplicaIntake intake = fixture.open(2);
            write(0, 0, 512, 2);
            maker.mark(PointKind.CRASH, "");
            send(fixture, intake);
        }
        Path segment =
                directory
                        .resolve(TargetFixture.STREAM.toString())
                        .resolve("journal/segment-0000000000000002.log");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[4096 + 150] ^= 1;
        Files.write(segment, bytes);
        try (TargetFixture fixture = start()) {
            assertThat(points(fixture)).containsExactly("2", "4");
            assertThatThrownBy(() -> fixture.read("4")).isInstanceOf(IOException.class);
            assertThat(points(fixture)).containsExactly("2");
            assertThat(fixture.read("2").getFirst()[0]).isEqualTo((byte) 1);
            assertThat(fixture.target.reports(true).getFirst().problem())
                    .get()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(ErrorCode.JOURNAL_DAMAGED);
                        assertThat(problem.cause()).contains("segment-0000000000000002.log");
                    });
        }
    }
}
