package io.continuo.replication.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.Peers;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.machine.ExportFormat;
import io.continuo.api.machine.PointKind;
import io.continuo.replication.journal.FrameMaker;
import io.continuo.replication.stream.ReplicaIntake;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

class ExportTest {
    private static final long HUGE = 2039L << 30;
    private static final long[] DISKS = {(6 << 20) + 512, HUGE};
    private static final ExportWatch UNWATCHED = new Watch(Long.MAX_VALUE);

    private final TargetFixture.MovableClock clock = new TargetFixture.MovableClock();
    private final Random random = new Random(7);

    @TempDir Path directory;
    private Path images;
    private Path expected;

    @BeforeEach
    void makeDirectories() throws Exception {
        images = Files.createDirectory(directory.resolve("images"));
        expected = Files.createDirectory(directory.resolve("expected"));
    }

    private record Watch(long cancelAt, long[] last) implements ExportWatch {
        Watch(long cancelAt) {
            this(cancelAt, new long[2]);
        }

        @Override
        public void progress(long doneBytes, long totalBytes) {
            last[0] = doneBytes;
            last[1] = totalBytes;
        }

        @Override
        public boolean cancelled() {
            return last[0] >= cancelAt;
        }
    }

    /** Writes the same to the replica and to raw files; some is folded, some is not. */
    private TargetFixture replica() throws Exception {
        TargetFixture fixture = new TargetFixture(directory.resolve("t"), clock, 60, DISKS);
        ReplicaIntake intake = fixture.open(1);
        FrameMaker maker = new FrameMaker(TargetFixture.STREAM, 1, 0, clock.micros());
        try (RandomAccessFile small = new RandomAccessFile(raw(0).toFile(), "rw");
                RandomAccessFile huge = new RandomAccessFile(raw(1).toFile(), "rw")) {
            small.setLength(DISKS[0]);
            huge.setLength(DISKS[1]);
            for (int i = 0; i < 200; i++) {
                write(maker, 0, small, random.nextLong(DISKS[0] - 70_000));
                write(maker, 1, huge, random.nextLong(HUGE - 70_000));
                intake.append(maker.frame(i % 2 == 0));
                if (i == 100) {
                    fixture.awaitDurable(maker.sequence());
                    fixture.target.fold();
                }
            }
            write(maker, 0, small, DISKS[0] - 512);
            write(maker, 1, huge, HUGE - 512);
        }
        long point = maker.mark(PointKind.MARK, "");
        intake.append(maker.frame(false));
        maker.write(0, 0, new byte[512]);
        intake.append(maker.frame(false));
        fixture.awaitDurable(maker.sequence());
        assertThat(fixture.target.points(TargetFixture.MACHINE).getFirst().id())
                .isEqualTo(Long.toString(point));
        return fixture;
    }

    private Path raw(int disk) {
        return expected.resolve("disk" + disk);
    }

    private void write(FrameMaker maker, int disk, RandomAccessFile file, long offset)
            throws Exception {
        byte[] data = new byte[(int) Math.min(file.length() - offset, random.nextInt(70_000) + 1)];
        random.nextBytes(data);
        maker.write(disk, offset, data);
        file.seek(offset);
        file.write(data);
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void an_exported_point_is_what_qemu_img_compares_as_identical(ExportFormat format)
            throws Exception {
        Peers.require("qemu-img");
        try (TargetFixture fixture = replica()) {
            String point = fixture.target.points(TargetFixture.MACHINE).getFirst().id();
            Watch watch = new Watch(Long.MAX_VALUE);
            Outcome.Exported exported =
                    fixture.target.export(TargetFixture.MACHINE, point, images, format, watch);

            String driver = format == ExportFormat.VHD ? "vpc" : format.extension();
            assertThat(exported.files())
                    .containsExactly(
                            images.resolve("db-01-disk0." + format.extension()).toString(),
                            images.resolve("db-01-disk1." + format.extension()).toString());
            assertThat(watch.last[0]).isEqualTo(watch.last[1]).isPositive();
            for (int disk = 0; disk < 2; disk++) {
                String file = exported.files().get(disk);
                if (format == ExportFormat.QCOW2) {
                    assertThat(qemuImg("check", "-f", "qcow2", file)).contains("No errors");
                }
                assertThat(
                                qemuImg(
                                        "compare",
                                        "-f",
                                        driver,
                                        "-F",
                                        "raw",
                                        file,
                                        raw(disk).toString()))
                        .contains("Images are identical.")
                        .doesNotContain("Warning");
                assertThat(allocated(file)).isLessThan(64L << 20);
            }
        }
    }

    private static long allocated(String file) throws Exception {
        Process du = new ProcessBuilder("du", "-B1", file).start();
        String out = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Long.parseLong(out.split("\\s")[0]);
    }

    private static String qemuImg(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of("qemu-img"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    @Test
    void a_directory_that_is_missing_is_made() throws Exception {
        try (TargetFixture fixture = replica()) {
            Path made = directory.resolve("not/yet/there");
            fixture.target.export(
                    TargetFixture.MACHINE, "latest", made, ExportFormat.QCOW2, UNWATCHED);
            assertThat(made.resolve("db-01-disk0.qcow2")).isRegularFile();
        }
    }

    @Test
    void a_directory_that_cannot_be_made_is_refused() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        try (TargetFixture fixture = replica()) {
            assertThatThrownBy(() ->
                            fixture.target.export(
                                    TargetFixture.MACHINE,
                                    "latest",
                                    file.resolve("below"),
                                    ExportFormat.QCOW2,
                                    UNWATCHED))
                    .isInstanceOfSatisfying(
                            ContinuoException.class,
                            e -> {
                                assertThat(e.problem().code()).isEqualTo(ErrorCode.EXPORT_FAILED);
                                assertThat(e.problem().cause()).contains(file.toString());
                            });
        }
    }

    @Test
    void a_full_disk_is_named_and_nothing_is_left_behind() throws Exception {
        Path small = Path.of("/dev/shm/continuo-export-" + ProcessHandle.current().pid());
        Files.createDirectory(small);
        mount(small);
        try (TargetFixture fixture = replica()) {
            assertThatThrownBy(() ->
                            fixture.target.export(
                                    TargetFixture.MACHINE,
                                    "latest",
                                    small,
                                    ExportFormat.RAW,
                                    UNWATCHED))
                    .isInstanceOfSatisfying(
                            ContinuoException.class,
                            e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.DISK_FULL));
            assertThat(small).isEmptyDirectory();
        } finally {
            new ProcessBuilder("umount", small.toString()).start().waitFor();
            Files.delete(small);
        }
    }

    private static void mount(Path at) throws Exception {
        Process mount =
                new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=1m", "none", at.toString())
                        .start();
        boolean mounted = mount.waitFor() == 0;
        if (!mounted) {
            Files.delete(at);
        }
        org.junit.jupiter.api.Assumptions.assumeTrue(mounted, "may not mount here");
    }

    @Test
    void a_cancelled_export_leaves_nothing_behind() throws Exception {
        try (TargetFixture fixture = replica()) {
            assertThatThrownBy(() ->
                            fixture.target.export(
                                    TargetFixture.MACHINE,
                                    "latest",
                                    images,
                                    ExportFormat.RAW,
                                    new Watch(1_000_000)))
                    .isInstanceOfSatisfying(
                            ContinuoException.class,
                            e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.CANCELLED));
            assertThat(images).isEmptyDirectory();
        }
    }

    @Test
    void a_point_nobody_knows_is_refused_by_name() throws Exception {
        try (TargetFixture fixture = replica()) {
            assertThatThrownBy(() ->
                            fixture.target.export(
                                    TargetFixture.MACHINE,
                                    "12345",
                                    images,
                                    ExportFormat.RAW,
                                    UNWATCHED))
                    .isInstanceOfSatisfying(
                            ContinuoException.class,
                            e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.POINT_UNKNOWN));
        }
    }
}
