package io.continuo.replication.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.PointKind;
import io.continuo.replication.journal.FrameMaker;
import io.continuo.replication.stream.ReplicaIntake;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What initial replication copies is written once (ADR 25), and is as good as from the journal. */
class StraightCopiesTest {
    private static final int DISK = 4 << 20;
    private static final int BLOCK = 4096;
    private static final int FULL = 1 << 19;
    private static final int LIVES = 25;
    private static final int STEPS = 60;

    private final long seed = Long.getLong("continuo.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir Path directory;

    @Test
    void the_first_copy_does_not_pass_through_the_journal() throws Exception {
        byte[] disk = new byte[DISK];
        random.nextBytes(disk);
        try (TargetFixture fixture = fixture(directory)) {
            FrameMaker maker = new FrameMaker(TargetFixture.STREAM, 1, 0, 1);
            ReplicaIntake intake = fixture.open(1);
            maker.epoch(true);
            for (int at = 0; at < DISK; at += 1 << 19) {
                maker.copied(0, at, part(disk, at, 1 << 19));
                intake.append(maker.frame(false));
            }
            maker.epoch(false);
            long point = maker.mark(PointKind.CRASH, "");
            intake.append(maker.frame(false));
            fixture.awaitDurable(maker.sequence());
            assertThat(fixture.read(Long.toString(point)).getFirst()).isEqualTo(disk);
            assertThat(journalBytes()).isLessThan(DISK / 16);
        }
    }

    @Test
    void a_later_copy_stays_in_the_journal_so_that_older_points_stay_what_they_are()
            throws Exception {
        byte[] first = new byte[DISK];
        random.nextBytes(first);
        byte[] second = first.clone();
        byte[] changed = noise(1 << 19);
        System.arraycopy(changed, 0, second, 0, changed.length);
        try (TargetFixture fixture = fixture(directory)) {
            FrameMaker maker = new FrameMaker(TargetFixture.STREAM, 1, 0, 1);
            ReplicaIntake intake = fixture.open(1);
            maker.epoch(true);
            for (int at = 0; at < DISK; at += 1 << 19) {
                maker.copied(0, at, part(first, at, 1 << 19));
                intake.append(maker.frame(true));
            }
            maker.epoch(false);
            long before = maker.mark(PointKind.CRASH, "");
            maker.epoch(true);
            maker.copied(0, 0, changed);
            maker.epoch(false);
            long after = maker.mark(PointKind.CRASH, "");
            intake.append(maker.frame(true));
            fixture.awaitDurable(maker.sequence());
            assertThat(fixture.read(Long.toString(before)).getFirst()).isEqualTo(first);
            assertThat(fixture.read(Long.toString(after)).getFirst()).isEqualTo(second);
        }
    }

    /** Guest and copier write the same few blocks; senders and target begin anew; folds go on. */
    @Test
    void copies_and_writes_in_any_order_end_as_the_disk_does() throws Exception {
        System.out.println("seed " + seed);
        for (int life = 0; life < LIVES; life++) {
            byte[] disk = new byte[DISK];
            Path home = Files.createDirectory(directory.resolve("life-" + life));
            long sequence = 0;
            int epoch = 0;
            while (++epoch < 4) {
                try (TargetFixture fixture = fixture(home)) {
                    sequence = write(fixture, epoch, sequence, disk);
                }
            }
            try (TargetFixture fixture = fixture(home)) {
                FrameMaker maker = new FrameMaker(TargetFixture.STREAM, epoch, sequence, sequence);
                ReplicaIntake intake = fixture.open(epoch);
                maker.epoch(false);
                long point = maker.mark(PointKind.CRASH, "");
                intake.append(maker.frame(false));
                fixture.awaitDurable(maker.sequence());
                assertThat(
                                TargetFixture.firstDifference(
                                        fixture.read(Long.toString(point)).getFirst(), disk))
                        .as("first byte that differs, life %d of seed %d", life, seed)
                        .isEqualTo(-1);
            }
        }
    }

    private long write(TargetFixture fixture, int epoch, long sequence, byte[] disk)
            throws Exception {
        ReplicaIntake intake = fixture.open(epoch);
        FrameMaker maker = new FrameMaker(TargetFixture.STREAM, epoch, sequence, sequence);
        maker.epoch(true);
        for (int step = 0; step < STEPS; step++) {
            if (maker.pendingBytes() > FULL) {
                intake.append(maker.frame(random.nextBoolean()));
            }
            int offset = random.nextInt(24) * 5 * BLOCK;
            byte[] data = noise(BLOCK * (1 + random.nextInt(20)));
            switch (random.nextInt(8)) {
                case 0, 1 -> {
                    maker.write(0, offset, data);
                    System.arraycopy(data, 0, disk, offset, data.length);
                }
                case 2 -> {
                    maker.zero(0, offset, data.length);
                    System.arraycopy(new byte[data.length], 0, disk, offset, data.length);
                }
                case 3 -> {
                    maker.flush();
                    intake.append(maker.frame(random.nextBoolean()));
                    fixture.awaitDurable(maker.sequence());
                    fixture.target.fold();
                }
                // A block marked since then: the copier reads what no change has told.
                case 4 -> {
                    maker.copied(0, offset, data);
                    System.arraycopy(data, 0, disk, offset, data.length);
                }
                default -> maker.copied(0, offset, part(disk, offset, data.length));
            }
        }
        maker.flush();
        intake.append(maker.frame(random.nextBoolean()));
        fixture.awaitDurable(maker.sequence());
        return maker.sequence();
    }

    private static TargetFixture fixture(Path home) {
        return new TargetFixture(home, new TargetFixture.MovableClock(), 3600, DISK);
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] part(byte[] disk, int offset, int length) {
        byte[] part = new byte[length];
        System.arraycopy(disk, offset, part, 0, length);
        return part;
    }

    private long journalBytes() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> segments =
                    files.filter(path -> path.getFileName().toString().startsWith("segment"))
                            .toList();
            long bytes = 0;
            for (Path segment : segments) {
                bytes += content(segment);
            }
            return bytes;
        }
    }

    /** Segments are made at their full size; what was never written reads as zeros. */
    private static long content(Path segment) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }
}
