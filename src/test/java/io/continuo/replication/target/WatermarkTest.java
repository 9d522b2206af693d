package io.continuo.replication.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.Peers;
import io.continuo.api.component.VolumeReport.Level;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.machine.PointKind;
import io.continuo.replication.journal.DirectFiles;
import io.continuo.replication.journal.FrameMaker;
import io.continuo.replication.stream.ReplicaIntake;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/** History never fills a disk: a warning, then slower, then a stop that keeps what there is. */
class WatermarkTest {
    private static final long GIB = 1L << 30;
    private static final int DISK = 8 << 20;

    private final TargetFixture.MovableClock clock = new TargetFixture.MovableClock();
    private final FrameMaker maker = new FrameMaker(TargetFixture.STREAM, 1, 0, clock.micros());
    private final Random random = new Random(1);

    @TempDir Path directory;

    @Test
    void the_marks_are_shares_of_a_volume_within_bounds() {
        long total = 100 * GIB;
        assertThat(Watermarks.level(21 * GIB, total, Level.ROOMY)).isEqualTo(Level.ROOMY);
        assertThat(Watermarks.level(19 * GIB, total, Level.ROOMY)).isEqualTo(Level.LOW);
        assertThat(Watermarks.level(7 * GIB, total, Level.LOW)).isEqualTo(Level.THROTTLED);
        assertThat(Watermarks.level(GIB, total, Level.THROTTLED)).isEqualTo(Level.FULL);
        assertThat(Watermarks.level(3 * GIB, total, Level.FULL)).isEqualTo(Level.FULL);
        assertThat(Watermarks.level(6 * GIB, total, Level.FULL)).isEqualTo(Level.THROTTLED);
        assertThat(Watermarks.STOP.of(20_000 * GIB)).isEqualTo(2 * GIB);
        assertThat(Watermarks.STOP.of(GIB / 4)).isEqualTo(GIB / 32);
        assertThat(Watermarks.rate(7 * GIB, total)).isGreaterThan(Watermarks.rate(3 * GIB, total));
    }

    private void send(ReplicaIntake intake) throws Exception {
        byte[] noise = new byte[1 << 20];
        random.nextBytes(noise);
        maker.write(0, (long) random.nextInt(DISK >> 20) << 20, noise);
        intake.append(maker.frame(false));
    }

    @Test
    void a_small_volume_is_never_filled_and_its_points_stay_usable() throws Exception {
        Peers.requireRoot();
        Peers.require("mount", "umount");
        Path volume = Files.createDirectories(directory.resolve("volume"));
        run("mount", "-t", "tmpfs", "-o", "size=1g", "none", volume.toString());
        try {
            fillUp(volume);
        } finally {
            run("umount", volume.toString());
        }
    }

    private void fillUp(Path volume) throws Exception {
        Path ballast = ballast(volume, 600);
        try (MasterTarget target = target(volume)) {
            target.prepare(TargetFixture.spec(86_400, DISK));
            ReplicaIntake intake = target.open(TargetFixture.STREAM, 1, position -> {});
            byte[] known = new byte[4096];
            Arrays.fill(known, (byte) 7);
            maker.write(0, 0, known);
            String kept = Long.toString(maker.mark(PointKind.MARK, "kept"));
            intake.append(maker.frame(false));
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < 600; i++) {
                                    send(intake);
                                }
                            })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no room");
            intake.close();
            assertThat(Files.getFileStore(volume).getUsableSpace())
                    .as("what is left is kept")
                    .isGreaterThan(64 << 20);
            assertThat(target.volume().level()).isEqualTo(Level.FULL);
            assertThat(target.reports(true).getFirst().problem()).isPresent();
            assertThatThrownBy(() -> target.open(TargetFixture.STREAM, 1, position -> {}))
                    .isInstanceOfSatisfying(
                            ContinuoException.class,
                            e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.DISK_FULL));
            assertThat(target.openView(TargetFixture.MACHINE, kept).point().id()).isEqualTo(kept);
            target.closeView(TargetFixture.MACHINE);
            Files.delete(ballast);
            awaitRoom(target);
            target.open(TargetFixture.STREAM, 1, position -> {}).close();
            assertThat(target.reports(true).getFirst().problem()).isEmpty();
        }
    }

    private static void awaitRoom(MasterTarget target) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (target.volume().level() == Level.FULL) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private MasterTarget target(Path volume) {
        return new MasterTarget(
                volume.resolve("target"),
                clock,
                new TargetFixture.Exports(),
                new DirectFiles(),
                Duration.ofDays(1));
    }

    private static Path ballast(Path volume, int mib) throws IOException {
        Path ballast = volume.resolve("ballast");
        byte[] bytes = new byte[1 << 20];
        try (var out = Files.newOutputStream(ballast)) {
            for (int i = 0; i < mib; i++) {
                out.write(bytes);
            }
        }
        return ballast;
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
