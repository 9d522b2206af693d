package io.continuo.replication.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.machine.PointKind;
import io.continuo.replication.journal.FrameMaker;
import io.continuo.replication.nbd.Chunk;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.nbd.NbdExport;
import io.continuo.replication.stream.ReplicaIntake;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Invariant 7: a drill never pauses replication, and never writes to base or journal. */
class DrillsAreFreeTest {
    private static final int DISK = (3 << 20) + 1536;

    private final long seed = Long.getLong("continuo.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final TargetFixture.MovableClock clock = new TargetFixture.MovableClock();
    private final Chunk chunk = new ChunkPool(1).tryAcquire(Duration.ofSeconds(1)).orElseThrow();
    private final byte[] model = new byte[DISK];
    private FrameMaker maker;

    @TempDir Path directory;

    private TargetFixture start() {
        return new TargetFixture(directory, clock, 3600, DISK);
    }

    /** A point with some of it in the base, some in the journal, and changes behind it. */
    private String replicate(TargetFixture fixture) throws Exception {
        ReplicaIntake intake = fixture.open(1);
        maker = new FrameMaker(TargetFixture.STREAM, 1, 0, clock.micros());
        maker.epoch(true);
        for (int i = 0; i < 300; i++) {
            change();
            intake.append(maker.frame(i % 2 == 0));
        }
        fixture.awaitDurable(maker.sequence());
        fixture.target.fold();
        maker.epoch(false);
        for (int i = 0; i < 300; i++) {
            change();
            if (i % 50 == 0) {
                intake.append(maker.frame(false));
            }
        }
        long point = maker.mark(PointKind.MARK, "drill");
        intake.append(maker.frame(true));
        byte[] kept = model.clone();
        for (int i = 0; i < 50; i++) {
            change();
        }
        intake.append(maker.frame(false));
        fixture.awaitDurable(maker.sequence());
        System.arraycopy(kept, 0, model, 0, DISK);
        return Long.toString(point);
    }

    private void change() {
        int length = random.nextInt(12_000) + 1;
        int offset = random.nextInt(DISK - length);
        byte[] data = new byte[length];
        if (random.nextInt(6) == 0) {
            maker.zero(0, offset, length);
        } else {
            random.nextBytes(data);
            maker.write(0, offset, data);
        }
        System.arraycopy(data, 0, model, offset, length);
    }

    private void write(NbdExport export, int offset, byte[] data, boolean fua) throws IOException {
        chunk.view(64, data.length).put(data);
        export.write(offset, chunk, 64, data.length, fua);
        System.arraycopy(data, 0, model, offset, data.length);
    }

    /** Changes of every kind and alignment, the same to the view and the model. */
    private void useDisk(NbdExport export, int changes) throws IOException {
        for (int i = 0; i < changes; i++) {
            int unit = new int[] {1, 512, 4096}[random.nextInt(3)];
            int length = Math.min(DISK, (random.nextInt(20_000) / unit + 1) * unit);
            int offset = random.nextInt(DISK - length + 1) / unit * unit;
            if (random.nextInt(20) == 0) {
                offset = DISK - length;
            }
            switch (random.nextInt(6)) {
                case 0 -> {
                    export.zero(offset, length, false, random.nextBoolean());
                    Arrays.fill(model, offset, offset + length, (byte) 0);
                }
                case 1 -> {
                    export.trim(offset, length, random.nextBoolean());
                    Arrays.fill(model, offset, offset + length, (byte) 0);
                }
                case 2 -> export.flush();
                default -> {
                    byte[] data = new byte[length];
                    random.nextBytes(data);
                    write(export, offset, data, random.nextInt(10) == 0);
                }
            }
        }
    }

    private void assertModel(NbdExport export) throws IOException {
        assertThat(Arrays.mismatch(TargetFixture.readAll(export), model))
                .as("first byte that differs, seed " + seed)
                .isEqualTo(-1);
    }

    private Map<String, Long> checksums() throws IOException {
        Map<String, Long> sums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String name = directory.relativize(file).toString();
                if (name.contains("segment-") || name.contains("base")) {
                    CRC32C crc = new CRC32C();
                    crc.update(Files.readAllBytes(file));
                    sums.put(name, crc.getValue());
                }
            }
        }
        assertThat(sums).hasSizeGreaterThan(1);
        return sums;
    }

    @Test
    void a_drill_writes_beside_base_and_journal_and_leaves_no_trace() throws Exception {
        try (TargetFixture fixture = start()) {
            String point = replicate(fixture);
            Map<String, Long> before = checksums();
            byte[] atPoint = model.clone();
            fixture.target.openView(TargetFixture.MACHINE, point);
            NbdExport export = fixture.exports.only().getFirst();
            assertThat(export.readOnly()).isFalse();
            assertModel(export);
            useDisk(export, 400);
            assertModel(export);
            assertThat(checksums()).isEqualTo(before);
            fixture.target.closeView(TargetFixture.MACHINE);
            assertThat(fixture.exports.none()).isTrue();
            assertThat(fixture.read(point).getFirst()).isEqualTo(atPoint);
            assertThat(checksums()).isEqualTo(before);
        }
    }

    @Test
    void replication_and_folding_go_on_under_an_open_drill() throws Exception {
        try (TargetFixture fixture = start()) {
            String point = replicate(fixture);
            fixture.target.openView(TargetFixture.MACHINE, point);
            NbdExport export = fixture.exports.only().getFirst();
            useDisk(export, 50);
            byte[] drill = model.clone();
            ReplicaIntake intake = fixture.open(2);
            maker = new FrameMaker(TargetFixture.STREAM, 2, maker.sequence(), clock.micros());
            for (int i = 0; i < 200; i++) {
                change();
                intake.append(maker.frame(true));
            }
            clock.move(Duration.ofDays(1));
            maker.time(clock.micros());
            long next = maker.mark(PointKind.CRASH, "");
            intake.append(maker.frame(true));
            fixture.awaitDurable(maker.sequence());
            fixture.target.fold();
            System.arraycopy(drill, 0, model, 0, DISK);
            assertModel(export);
            assertThat(fixture.target.points(TargetFixture.MACHINE))
                    .extracting(view -> view.id())
                    .as("the drill's point holds the fold up")
                    .containsExactly(point, Long.toString(next));
            fixture.target.closeView(TargetFixture.MACHINE);
            fixture.target.fold();
            assertThat(fixture.target.points(TargetFixture.MACHINE))
                    .extracting(view -> view.id())
                    .containsExactly(Long.toString(next));
        }
    }

    @Test
    void a_drill_goes_on_after_a_restart_under_the_same_names() throws Exception {
        String point;
        var opened = new Object[1];
        try (TargetFixture fixture = start()) {
            point = replicate(fixture);
            opened[0] = fixture.target.openView(TargetFixture.MACHINE, point);
            useDisk(fixture.exports.only().getFirst(), 100);
        }
        clock.move(Duration.ofDays(1));
        for (int restart = 0; restart < 2; restart++) {
            try (TargetFixture fixture = start()) {
                NbdExport export = fixture.exports.only().getFirst();
                assertThat(export.name()).isEqualTo("db-01-test-disk0");
                assertModel(export);
                fixture.target.fold();
                useDisk(export, 50);
                assertModel(export);
                assertThat(fixture.target.reports(true).getFirst().view())
                        .contains(fixture.target.openView(TargetFixture.MACHINE, point));
                assertThat(fixture.target.openView(TargetFixture.MACHINE, point))
                        .isEqualTo(opened[0]);
            }
        }
        try (TargetFixture fixture = start()) {
            fixture.target.closeView(TargetFixture.MACHINE);
        }
        try (TargetFixture fixture = start()) {
            assertThat(fixture.exports.none()).isTrue();
            assertThat(fixture.target.reports(true).getFirst().view()).isEmpty();
        }
    }

    @Test
    void one_drill_at_a_time_and_asking_again_is_no_harm() throws Exception {
        try (TargetFixture fixture = start()) {
            String point = replicate(fixture);
            var opened = fixture.target.openView(TargetFixture.MACHINE, "latest");
            assertThat(fixture.target.openView(TargetFixture.MACHINE, "latest")).isEqualTo(opened);
            assertThat(fixture.target.openView(TargetFixture.MACHINE, opened.point().id()))
                    .isEqualTo(opened);
            assertThatThrownBy(() -> fixture.target.openView(TargetFixture.MACHINE, point))
                    .isInstanceOfSatisfying(
                            ContinuoException.class,
                            e ->
                                    assertThat(e.problem().code())
                                            .isEqualTo(ErrorCode.TEST_FAILOVER_RUNNING));
            fixture.target.closeView(TargetFixture.MACHINE);
            fixture.target.closeView(TargetFixture.MACHINE);
        }
    }

    @Test
    void block_status_never_calls_data_zeros_and_covers_the_disk() throws Exception {
        try (TargetFixture fixture = start()) {
            String point = replicate(fixture);
            fixture.target.openView(TargetFixture.MACHINE, point);
            NbdExport export = fixture.exports.only().getFirst();
            useDisk(export, 60);
            long[] at = {0};
            long[] zeros = {0};
            export.blockStatus(
                    0,
                    DISK,
                    (length, hole, zero) -> {
                        assertThat(length).isPositive();
                        if (zero) {
                            zeros[0] += length;
                            byte[] expected = new byte[(int) length];
                            ByteBuffer found = ByteBuffer.wrap(model, (int) at[0], (int) length);
                            assertThat(found).isEqualTo(ByteBuffer.wrap(expected));
                        }
                        at[0] += length;
                        return true;
                    });
            assertThat(at[0]).isEqualTo(DISK);
            int[] asked = {0};
            export.blockStatus(100, 5000, (length, hole, zero) -> ++asked[0] < 1);
            assertThat(asked[0]).isEqualTo(1);
        }
    }

    @Test
    void connections_that_write_parts_of_one_block_do_not_lose_each_other() throws Exception {
        try (TargetFixture fixture = start()) {
            fixture.target.openView(TargetFixture.MACHINE, replicate(fixture));
            NbdExport export = fixture.exports.only().getFirst();
            Thread[] threads = new Thread[8];
            for (int t = 0; t < threads.length; t++) {
                int sector = t;
                byte[] data = new byte[512];
                Arrays.fill(data, (byte) (t + 1));
                Chunk own = new ChunkPool(1).tryAcquire(Duration.ofSeconds(1)).orElseThrow();
                own.view(0, 512).put(data);
                threads[t] =
                        Thread.ofPlatform()
                                .start(() -> {
                                    try {
                                        for (int block = 0; block < 700; block++) {
                                            export.write(
                                                    block * 4096L + sector * 512L,
                                                    own,
                                                    0,
                                                    512,
                                                    false);
                                        }
                                    } catch (IOException e) {
                                        throw new IllegalStateException(e);
                                    }
                                });
                for (int block = 0; block < 700; block++) {
                    System.arraycopy(data, 0, model, block * 4096 + sector * 512, 512);
                }
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertModel(export);
        }
    }
}
