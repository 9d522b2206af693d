package io.continuo.replication.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.replication.journal.FrameMaker;
import io.continuo.replication.stream.ReplicaIntake;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Invariant 3: a view of point P equals the source at P, byte for byte. */
class RecoveryPointIsAPromiseTest {
    private static final long[] DISKS = {4 << 20, (5 << 19) + 512};
    private static final int CHANGES = Integer.getInteger("continuo.changes", 100_000);
    private static final int POINTS = 24;

    private final long seed = Long.getLong("continuo.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final byte[][] model = {new byte[(int) DISKS[0]], new byte[(int) DISKS[1]]};
    private final Map<String, byte[][]> promised = new LinkedHashMap<>();
    private final TargetFixture.MovableClock clock = new TargetFixture.MovableClock();

    @TempDir Path directory;

    @Test
    void every_point_equals_the_source_also_after_restarts_and_folds() throws Exception {
        System.out.println("seed " + seed + " (-Dcontinuo.seed=" + seed + ")");
        long sequence = 0;
        for (int epoch = 1; epoch <= 4; epoch++) {
            try (TargetFixture fixture = new TargetFixture(directory, clock, 3600, DISKS)) {
                assertPoints(fixture, promised);
                ReplicaIntake intake = fixture.open(epoch);
                assertThat(intake.welcome().durable().sequence()).isEqualTo(sequence);
                sequence = replicate(intake, epoch, sequence, CHANGES / 4);
                fixture.awaitDurable(sequence);
                assertPoints(fixture, promised);
                foldSome(fixture);
                assertPoints(fixture, promised);
                assertNewest(fixture);
            }
        }
        System.out.println(promised.size() + " points kept of " + POINTS);
    }

    private long replicate(ReplicaIntake intake, int epoch, long from, int changes)
            throws Exception {
        FrameMaker maker = new FrameMaker(TargetFixture.STREAM, epoch, from, clock.micros());
        int betweenPoints = changes / (POINTS / 4);
        for (int i = 1; i <= changes; i++) {
            change(maker);
            if (i % betweenPoints == 0) {
                clock.move(Duration.ofMinutes(1));
                maker.time(clock.micros());
                long id = maker.mark(PointKind.MARK, "after " + i + " \"changes\" 變更");
                promised.put(Long.toString(id), new byte[][] {model[0].clone(), model[1].clone()});
            }
            if (maker.pendingBytes() > 600_000
                    || maker.pending() >= 4000
                    || random.nextInt(20) == 0) {
                intake.append(maker.frame(random.nextBoolean()));
            }
        }
        // A tail behind the last point, which no point may show.
        maker.write(0, 0, bytes(4096));
        System.arraycopy(lastWritten, 0, model[0], 0, 4096);
        intake.append(maker.frame(false));
        return maker.sequence();
    }

    private byte[] lastWritten;

    private byte[] bytes(int length) {
        lastWritten = new byte[length];
        random.nextBytes(lastWritten);
        return lastWritten;
    }

    private void change(FrameMaker maker) {
        int disk = random.nextInt(2);
        int unit = random.nextInt(8) == 0 ? 1 : 512;
        int most = random.nextInt(50) == 0 ? 200_000 : 8192;
        int length = (random.nextInt(most) / unit + 1) * unit;
        long offset = (long) (random.nextDouble() * (DISKS[disk] - length)) / unit * unit;
        int kind = random.nextInt(20);
        if (kind < 14) {
            maker.write(disk, offset, bytes(length));
            System.arraycopy(lastWritten, 0, model[disk], (int) offset, length);
        } else if (kind < 18) {
            java.util.Arrays.fill(model[disk], (int) offset, (int) offset + length, (byte) 0);
            if (kind < 16) {
                maker.zero(disk, offset, length);
            } else {
                maker.trim(disk, offset, length);
            }
        } else {
            maker.flush();
        }
    }

    private void foldSome(TargetFixture fixture) {
        // Half of the points get older than the hour of history.
        List<PointView> points = fixture.target.points(TargetFixture.MACHINE);
        PointView middle = points.get(points.size() / 2);
        fixture.target.changeRetention(
                TargetFixture.MACHINE, Duration.between(middle.time(), clock.instant()));
        fixture.target.fold();
        fixture.target.changeRetention(TargetFixture.MACHINE, Duration.ofHours(1));
        promised.keySet().removeIf(id -> Long.parseLong(id) < Long.parseLong(middle.id()));
    }

    private static void assertPoints(TargetFixture fixture, Map<String, byte[][]> promised)
            throws IOException {
        List<String> ids = new ArrayList<>();
        fixture.target.points(TargetFixture.MACHINE).forEach(point -> ids.add(point.id()));
        assertThat(ids).containsExactlyElementsOf(promised.keySet());
        for (Map.Entry<String, byte[][]> point : promised.entrySet()) {
            assertDisks(fixture.read(point.getKey()), point.getValue(), point.getKey());
        }
    }

    private void assertNewest(TargetFixture fixture) throws IOException {
        assertDisks(fixture.read("latest"), model, "latest");
    }

    private static void assertDisks(List<byte[]> found, byte[][] expected, String point) {
        for (int disk = 0; disk < expected.length; disk++) {
            assertThat(TargetFixture.firstDifference(found.get(disk), expected[disk]))
                    .as("first byte of disk %d that differs at point %s", disk, point)
                    .isEqualTo(-1);
        }
    }
}
