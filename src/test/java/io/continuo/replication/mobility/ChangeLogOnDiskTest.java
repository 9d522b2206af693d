package io.continuo.replication.mobility;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.ChangeLogMode;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.ResyncCause;
import io.continuo.replication.nbd.ChunkPool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** Memory, then disk, then a bitmap, then a resync (DOMAIN.md: resync; invariants 1, 3 and 4). */
class ChangeLogOnDiskTest {
    private static final long SIZE = 32 << 20;
    private static final long MEMORY = 1 << 20;
    private static final int STEP = 16 << 10;

    @TempDir Path directory;
    private final Random random = new Random(7);
    private long next;

    private Rig rig(long diskLogBytes) throws Exception {
        Rig rig = new Rig(directory, new ChunkPool(8), MEMORY, true, SIZE);
        rig.diskLogBytes(diskLogBytes);
        rig.start();
        rig.awaitState(DataState.DELTA);
        return rig;
    }

    private void cut(Rig rig) {
        rig.target.refuse(true);
        rig.capture().cut(Duration.ofMillis(50));
        Rig.await("the line is down", () -> !rig.report().linkUp());
    }

    /** Writes so many bytes, each place once, no faster than they can be put on disk. */
    private void write(Rig rig, long bytes) throws Exception {
        byte[] step = new byte[STEP];
        for (long end = next + bytes; next < end; next += STEP) {
            random.nextBytes(step);
            rig.write(0, next % SIZE, step);
            if (next % (MEMORY / 4) == 0) {
                Rig.await(
                        "memory has room",
                        () ->
                                rig.changeLog().mode() != ChangeLogMode.DATA
                                        || rig.changeLog().memoryBytes()
                                                <= MEMORY / 2 + MEMORY / 8);
            }
        }
    }

    @Test
    void what_memory_cannot_hold_goes_to_disk_and_travels_as_it_was_written() throws Exception {
        try (Rig rig = rig(64 << 20)) {
            rig.mark("before");
            cut(rig);
            write(rig, 8 << 20);
            assertThat(rig.changeLog().mode()).isEqualTo(ChangeLogMode.DATA);
            assertThat(rig.changeLog().diskBytes()).isBetween(6L << 20, 9L << 20);
            assertThat(rig.diskLog()).hasSizeGreaterThan(2);
            rig.target.refuse(false);
            rig.awaitEqual();
            assertThat(rig.target.copiedBytes()).as("no resync").isZero();
            Rig.await("the log on disk is given back", () -> rig.changeLog().diskBytes() == 0);
            assertThat(rig.diskLog()).isEmpty();
        }
    }

    @Test
    void a_line_lost_again_while_the_log_on_disk_is_read_goes_on_where_it_was() throws Exception {
        try (Rig rig = rig(64 << 20)) {
            cut(rig);
            write(rig, 8 << 20);
            rig.target.refuse(false);
            for (int i = 0; i < 4; i++) {
                long before = rig.target.durableAt().sequence();
                Rig.await("some travels", () -> rig.target.durableAt().sequence() > before);
                rig.capture().cut(Duration.ofMillis(5));
                write(rig, 64 << 10);
            }
            rig.awaitEqual();
            assertThat(rig.target.copiedBytes()).as("no resync").isZero();
        }
    }

    @Test
    void data_becomes_a_bitmap_at_the_limit_and_data_again_with_the_line() throws Exception {
        try (Rig rig = rig(2 << 20)) {
            rig.mark("before");
            byte[] then = Files.readAllBytes(rig.disk(0));
            cut(rig);
            write(rig, 8 << 20);
            assertThat(rig.changeLog().mode()).isEqualTo(ChangeLogMode.BITMAP);
            assertThat(rig.changeLog().cause()).contains(ResyncCause.LINE_AWAY);
            assertThat(rig.changeLog().diskBytes()).isZero();
            assertThat(rig.changeLog().changedBytes()).isEqualTo(8L << 20);
            assertThat(rig.capture().state()).isEqualTo(DataState.RESYNC_REQUIRED);
            rig.target.refuse(false);
            rig.awaitEqual();
            assertThat(rig.target.copiedBytes()).isEqualTo(8L << 20);
            assertThat(rig.changeLog().mode()).isEqualTo(ChangeLogMode.DATA);
            assertThat(rig.target.points())
                    .filteredOn(point -> point.text().contains("before"))
                    .singleElement()
                    .satisfies(point -> assertThat(point.disks().getFirst()).isEqualTo(then));
        }
    }

    @Test
    void half_of_the_disk_requires_a_resync() throws Exception {
        try (Rig rig = rig(1L << 40)) {
            cut(rig);
            write(rig, 15 << 20);
            assertThat(rig.changeLog().mode()).isEqualTo(ChangeLogMode.DATA);
            write(rig, 4 << 20);
            assertThat(rig.changeLog().mode()).isEqualTo(ChangeLogMode.RESYNC_REQUIRED);
            assertThat(rig.changeLog().cause()).contains(ResyncCause.LOG_HALF_OF_DISK);
            rig.target.refuse(false);
            rig.awaitEqual();
            assertThat(rig.changeLog().mode()).isEqualTo(ChangeLogMode.DATA);
        }
    }

    @Test
    void a_log_that_cannot_be_written_costs_the_guest_nothing_and_is_told() throws Exception {
        Files.createDirectories(directory.resolve("agent"));
        Files.createFile(directory.resolve("agent/log"));
        try (Rig rig = rig(64 << 20)) {
            cut(rig);
            write(rig, 4 << 20);
            assertThat(rig.changeLog().mode()).isEqualTo(ChangeLogMode.BITMAP);
            assertThat(rig.changeLog().cause()).contains(ResyncCause.LOG_FAILED);
            assertThat(rig.events)
                    .anySatisfy(event -> assertThat(event.code()).isEqualTo("CHANGE_LOG_FAILED"));
            rig.target.refuse(false);
            rig.awaitEqual();
        }
    }

    @Test
    void a_log_that_rots_on_disk_is_not_believed() throws Exception {
        try (Rig rig = rig(64 << 20)) {
            cut(rig);
            write(rig, 8 << 20);
            for (Path segment : rig.diskLog()) {
                try (var file = new RandomAccessFile(segment.toFile(), "rw")) {
                    file.seek(file.length() / 2);
                    int was = file.read();
                    file.seek(file.length() / 2);
                    file.write(was ^ 1);
                }
            }
            rig.target.refuse(false);
            rig.awaitEqual();
            assertThat(rig.target.copiedBytes()).isPositive();
        }
    }

    @Test
    void what_a_killed_agent_left_on_disk_is_swept_away() throws Exception {
        try (Rig rig = rig(64 << 20)) {
            cut(rig);
            write(rig, 8 << 20);
            Path left = directory.resolve("agent/log/0000000099.changes");
            rig.kill();
            Files.createDirectories(left.getParent());
            Files.write(left, new byte[100]);
            rig.start();
            assertThat(left).doesNotExist();
            rig.target.refuse(false);
            rig.awaitEqual();
        }
    }
}
