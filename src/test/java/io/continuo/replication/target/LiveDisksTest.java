package io.continuo.replication.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.machine.PointKind;
import io.continuo.replication.journal.FrameMaker;
import io.continuo.replication.nbd.Chunk;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.nbd.NbdExport;
import io.continuo.replication.stream.ReplicaIntake;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Disks a machine was failed over to: they hold what they held, and become images of their own. */
class LiveDisksTest {
    private static final int DISK = (3 << 20) + 1536;
    private static final ExportWatch UNWATCHED =
            new ExportWatch() {
                @Override
                public void progress(long doneBytes, long totalBytes) {}

                @Override
                public boolean cancelled() {
                    return false;
                }
            };

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

    /** A point of which half is in the base and half in the journal, in pieces of any alignment. */
    private String replicate(TargetFixture fixture) throws Exception {
        ReplicaIntake intake = fixture.open(1);
        maker = new FrameMaker(TargetFixture.STREAM, 1, 0, clock.micros());
        maker.epoch(true);
        for (int i = 0; i < 200; i++) {
            change();
            if (i % 40 == 39) {
                intake.append(maker.frame(i == 199));
            }
        }
        fixture.awaitDurable(maker.sequence());
        fixture.target.fold();
        maker.epoch(false);
        for (int i = 0; i < 200; i++) {
            change();
            if (i % 40 == 39) {
                intake.append(maker.frame(true));
            }
        }
        long point = maker.mark(PointKind.MARK, "here");
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
        int offset = random.nextInt(DISK / 2 - length);
        byte[] data = new byte[length];
        if (random.nextInt(6) == 0) {
            maker.zero(0, offset, length);
        } else {
            random.nextBytes(data);
            maker.write(0, offset, data);
        }
        System.arraycopy(data, 0, model, offset, length);
    }

    private void use(NbdExport export, int changes) throws IOException {
        for (int i = 0; i < changes; i++) {
            int length = random.nextInt(20_000) + 1;
            int offset = random.nextInt(DISK - length + 1);
            if (random.nextInt(5) == 0) {
                export.zero(offset, length, false, false);
                Arrays.fill(model, offset, offset + length, (byte) 0);
            } else {
                byte[] data = new byte[length];
                random.nextBytes(data);
                chunk.view(64, length).put(data);
                export.write(offset, chunk, 64, length, random.nextInt(10) == 0);
                System.arraycopy(data, 0, model, offset, length);
            }
        }
    }

    private void assertModel(NbdExport export) throws IOException {
        assertThat(Arrays.mismatch(TargetFixture.readAll(export), model))
                .as("first byte that differs, seed " + seed)
                .isEqualTo(-1);
    }

    private NbdExport open(TargetFixture fixture, String point) {
        fixture.target.openLive(TargetFixture.MACHINE, point);
        return fixture.exports.only().getFirst();
    }

    @Test
    void a_machine_goes_on_from_the_point_under_the_names_its_disks_had() throws Exception {
        try (TargetFixture fixture = start()) {
            NbdExport export = open(fixture, replicate(fixture));
            assertThat(export.name()).isEqualTo("db-01-0");
            assertModel(export);
            use(export, 200);
            assertModel(export);
        }
    }

    @Test
    void it_goes_on_after_a_restart_and_another_point_is_refused() throws Exception {
        String point;
        try (TargetFixture fixture = start()) {
            point = replicate(fixture);
            use(open(fixture, point), 200);
        }
        try (TargetFixture fixture = start()) {
            assertModel(fixture.exports.only().getFirst());
            assertThat(open(fixture, point).name()).isEqualTo("db-01-0");
            assertThatThrownBy(() -> fixture.target.openLive(TargetFixture.MACHINE, "latest"))
                    .isInstanceOf(ContinuoException.class)
                    .hasMessageContaining("another point already");
            fixture.target.dropLive(TargetFixture.MACHINE);
            assertThat(fixture.exports.none()).isTrue();
        }
    }

    @Test
    void made_whole_under_a_writing_machine_it_needs_the_replica_no_more() throws Exception {
        Path image = directory.resolve("kept").resolve("db-01.raw");
        try (TargetFixture fixture = start()) {
            NbdExport export = open(fixture, replicate(fixture));
            use(export, 50);
            assertThatThrownBy(() -> fixture.target.remove(TargetFixture.MACHINE))
                    .isInstanceOf(ContinuoException.class)
                    .hasMessageContaining("cannot go");
            AtomicBoolean whole = new AtomicBoolean();
            Thread making =
                    Thread.ofPlatform()
                            .start(() -> {
                                fixture.target.makeLiveWhole(TargetFixture.MACHINE, UNWATCHED);
                                whole.set(true);
                            });
            while (making.isAlive()) {
                use(export, 5);
            }
            making.join();
            assertThat(whole).isTrue();
            assertModel(export);
            fixture.target.remove(TargetFixture.MACHINE);
            use(export, 100);
            assertModel(export);
        }
        try (TargetFixture fixture = start()) {
            NbdExport export = fixture.exports.only().getFirst();
            assertModel(export);
            use(export, 20);
            List<String> places =
                    fixture.target.handOverLive(
                            TargetFixture.MACHINE, List.of(0), List.of(image.toString()));
            assertThat(places).containsExactly(image.toString());
            assertThat(fixture.exports.none()).isTrue();
            assertThat(Arrays.mismatch(Files.readAllBytes(image), model)).isEqualTo(-1);
            // An order that is given again, because its answer was lost.
            fixture.target.handOverLive(
                    TargetFixture.MACHINE, List.of(0), List.of(image.toString()));
        }
    }

    @Test
    void disks_that_still_need_the_replica_are_not_handed_over() throws Exception {
        try (TargetFixture fixture = start()) {
            NbdExport export = open(fixture, replicate(fixture));
            assertThatThrownBy(() ->
                            fixture.target.handOverLive(
                                    TargetFixture.MACHINE, List.of(0), List.of()))
                    .isInstanceOf(ContinuoException.class)
                    .hasMessageContaining("still need their replica");
            assertModel(export);
        }
    }

    /**
     * What the mapped bits tell of may not have reached the disk when the power went: after another
     * boot only what was synced is believed, and what was synced is there.
     */
    @Test
    void after_a_loss_of_power_what_was_flushed_is_there_and_nothing_reads_as_holes()
            throws Exception {
        byte[] flushed;
        String point;
        try (TargetFixture fixture = start()) {
            point = replicate(fixture);
            NbdExport export = open(fixture, point);
            use(export, 100);
            export.flush();
            flushed = model.clone();
            copyLive(directory.resolve("copy"));
            use(export, 100);
            export.flush();
        }
        // The mapped bits stay those of now: the kernel may have written them back before the rest.
        copy(live("disk-0.durable", directory.resolve("copy")), live("disk-0.durable", liveHome()));
        copy(live("disk-0.overlay", directory.resolve("copy")), live("disk-0.overlay", liveHome()));
        Files.writeString(live("disk-0.boot", liveHome()), "another boot");
        System.arraycopy(flushed, 0, model, 0, DISK);
        try (TargetFixture fixture = start()) {
            assertModel(fixture.exports.only().getFirst());
        }
    }

    private Path liveHome() {
        return directory.resolve("live").resolve(TargetFixture.MACHINE);
    }

    private static Path live(String name, Path home) {
        return home.resolve(name);
    }

    private void copyLive(Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(liveHome())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.write(to, Files.readAllBytes(from));
    }
}
