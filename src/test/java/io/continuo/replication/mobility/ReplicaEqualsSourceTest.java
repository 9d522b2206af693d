package io.continuo.replication.mobility;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.DataState;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** Whatever happens, the replica becomes equal to its source by itself. */
class ReplicaEqualsSourceTest {
    private static final long SIZE = 6 << 20;

    @TempDir Path directory;

    private static byte[] random(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void an_empty_disk_is_in_delta_at_once_and_writes_travel() throws Exception {
        try (Rig rig = new Rig(directory, SIZE)) {
            rig.start();
            rig.awaitState(DataState.DELTA);
            rig.write(0, 4096, random(new Random(1), 70_000));
            rig.awaitEqual();
            assertThat(rig.target.copiedBytes()).isZero();
        }
    }

    @Test
    void data_there_before_is_copied_while_the_guest_writes() throws Exception {
        try (Rig rig = new Rig(directory, SIZE)) {
            Random random = new Random(2);
            try (var file = new java.io.RandomAccessFile(rig.disk(0).toFile(), "rw")) {
                file.seek(1 << 20);
                file.write(random(random, 3 << 20));
            }
            rig.start();
            for (int i = 0; i < 500; i++) {
                rig.write(0, random.nextInt(1400) * 4096L, random(random, 4096));
            }
            rig.awaitEqual();
            assertThat(rig.target.copiedBytes()).isLessThanOrEqualTo(SIZE);
            assertThat(rig.target.askedBytes()).as("an empty replica is not asked").isZero();
        }
    }

    @Test
    void a_cut_line_is_dialled_again_and_goes_on_where_it_was() throws Exception {
        try (Rig rig = new Rig(directory, SIZE)) {
            Random random = new Random(3);
            rig.start();
            rig.awaitState(DataState.DELTA);
            for (int round = 0; round < 3; round++) {
                rig.capture().cut(Duration.ofMillis(150));
                for (int i = 0; i < 200; i++) {
                    rig.write(0, random.nextInt(1500) * 4096L, random(random, 4096));
                }
                rig.awaitEqual();
            }
            assertThat(rig.target.copiedBytes()).isZero();
        }
    }

    @Test
    void a_target_that_loses_what_was_not_durable_gets_it_again() throws Exception {
        try (Rig rig = new Rig(directory, SIZE)) {
            Random random = new Random(4);
            rig.start();
            rig.awaitState(DataState.DELTA);
            rig.target.holdAcks(true);
            for (int i = 0; i < 300; i++) {
                rig.write(0, random.nextInt(1500) * 4096L, random(random, 4096));
            }
            rig.target.crash();
            rig.target.holdAcks(false);
            rig.awaitEqual();
            assertThat(rig.target.copiedBytes()).isZero();
        }
    }
}
