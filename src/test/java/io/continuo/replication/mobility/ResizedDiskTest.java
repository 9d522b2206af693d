package io.continuo.replication.mobility;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.DataState;
import io.continuo.api.machine.ResyncCause;
import io.continuo.replication.nbd.ChunkPool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** A disk that becomes longer or shorter under protection hurts neither its user nor a point. */
class ResizedDiskTest {
    private static final int SIZE = 8 << 20;

    @TempDir Path directory;
    private final Random random = new Random(11);

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private Rig protectedRig() throws Exception {
        Rig rig = new Rig(directory, new ChunkPool(), 64 << 20, true, SIZE);
        rig.start();
        rig.awaitState(DataState.DELTA);
        rig.write(0, 0, random(SIZE));
        rig.mark("before");
        return rig;
    }

    private static void resize(Rig rig, long size) throws Exception {
        try (var file = new RandomAccessFile(rig.disk(0).toFile(), "rw")) {
            file.setLength(size);
        }
    }

    private static long told(Rig rig, String code) {
        return rig.events.stream().filter(event -> event.code().equals(code)).count();
    }

    private void assertBeforeIs(Rig rig, byte[] then) {
        assertThat(rig.target.points())
                .filteredOn(point -> point.text().contains("before"))
                .singleElement()
                .satisfies(point -> assertThat(point.disks().getFirst()).isEqualTo(then));
    }

    @Test
    void a_disk_that_grew_goes_on_with_its_old_size_until_more_is_ordered() throws Exception {
        try (Rig rig = protectedRig()) {
            resize(rig, SIZE + (3 << 20));
            assertThat(rig.report().disks().getFirst())
                    .satisfies(disk -> assertThat(disk.sizeBytes()).isEqualTo(SIZE))
                    .satisfies(disk -> assertThat(disk.fileBytes()).isEqualTo(SIZE + (3 << 20)));
            rig.write(0, 5000, random(9000));
            rig.mark("grown");
            rig.capture().close();
            rig.start();
            assertThat(rig.capture().exports().getFirst().size()).isEqualTo(SIZE);
            rig.write(0, 1 << 20, random(9000));
            Rig.await("delta again", () -> rig.capture().state() == DataState.DELTA);
            rig.mark("after a start");
            byte[] disk = Files.readAllBytes(rig.disk(0));
            assertThat(disk).hasSize(SIZE + (3 << 20));
            assertThat(rig.target.mismatch(0, Arrays.copyOf(disk, SIZE))).isEqualTo(-1);
        }
    }

    @Test
    void a_disk_that_shrank_makes_no_points_until_it_has_its_size_again() throws Exception {
        try (Rig rig = protectedRig()) {
            byte[] then = Files.readAllBytes(rig.disk(0));
            resize(rig, SIZE / 2);
            rig.report();
            rig.report();
            assertThat(told(rig, "DISK_SHRUNK")).isEqualTo(1);
            assertThat(rig.report().dataState()).isEqualTo(DataState.RESYNC_REQUIRED);
            assertThat(rig.changeLog().cause()).contains(ResyncCause.DISK_RESIZED);
            rig.capture().resync();
            assertThat(rig.target.askedBytes()).as("nothing is compared").isZero();

            resize(rig, SIZE);
            rig.report();
            rig.awaitEqual();

            assertThat(rig.report().dataState()).isEqualTo(DataState.DELTA);
            assertThat(rig.resync().receipt().orElseThrow().cause())
                    .isEqualTo(ResyncCause.DISK_RESIZED);
            assertBeforeIs(rig, then);
        }
    }
}
