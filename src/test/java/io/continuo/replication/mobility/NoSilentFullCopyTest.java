package io.continuo.replication.mobility;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.DataState;
import io.continuo.replication.stream.RecordType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Random;

/** Invariant 5: after a crash only what may differ is compared, and only what differs travels. */
class NoSilentFullCopyTest {
    private static final long SIZE = 64 << 20;
    private static final int REGION = ActivityLog.REGION_BYTES;

    @TempDir Path directory;
    private final Random random = new Random(6);

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A rig in delta with everything at rest and a few MiB of data. */
    private Rig settled() throws Exception {
        Rig rig = new Rig(directory, SIZE);
        rig.start();
        rig.awaitState(DataState.DELTA);
        rig.write(0, 0, random(4 << 20));
        rig.mark("data");
        rig.capture().settleNow();
        return rig;
    }

    @Test
    void after_a_crash_only_regions_written_lately_are_compared() throws Exception {
        try (Rig rig = settled()) {
            rig.write(0, 10L * REGION, random(4096));
            rig.write(0, 40L * REGION, random(4096));
            rig.mark("durable");
            rig.kill();
            rig.start();
            rig.awaitEqual();
            assertThat(rig.target.askedBytes()).isEqualTo(2L * REGION);
            assertThat(rig.target.copiedBytes()).as("nothing differed").isZero();
        }
    }

    @Test
    void what_the_crash_kept_from_travelling_is_found_and_sent() throws Exception {
        try (Rig rig = settled()) {
            rig.target.refuse(true);
            rig.write(0, 10L * REGION + 5000, random(100));
            rig.kill();
            rig.start();
            rig.write(0, 10L * REGION + 9000, random(100));
            rig.target.refuse(false);
            rig.awaitEqual();
            assertThat(rig.target.firstRecord())
                    .as("nothing new travels before the replica is known to be inconsistent")
                    .isEqualTo(RecordType.EPOCH_BEGIN);
            assertThat(rig.target.askedBytes()).isEqualTo(REGION);
            assertThat(rig.target.copiedBytes()).as("one piece").isEqualTo(4096);
        }
    }

    @Test
    void after_a_clean_stop_nothing_is_compared() throws Exception {
        try (Rig rig = settled()) {
            rig.write(0, 10L * REGION, random(4096));
            rig.capture().close();
            rig.start();
            rig.awaitEqual();
            assertThat(rig.target.askedBytes()).isZero();
            assertThat(rig.target.copiedBytes()).isZero();
        }
    }

    @Test
    void a_disk_changed_behind_our_back_after_a_clean_stop_is_compared() throws Exception {
        try (Rig rig = settled()) {
            rig.capture().close();
            try (var file = new RandomAccessFile(rig.disk(0).toFile(), "rw")) {
                file.seek(30L * REGION);
                file.write(random(512));
            }
            rig.start();
            rig.awaitEqual();
            assertThat(rig.target.askedBytes()).isEqualTo(SIZE);
            assertThat(rig.target.copiedBytes()).isEqualTo(4096);
        }
    }

    @Test
    void an_interrupted_initial_replication_goes_on_by_comparing() throws Exception {
        try (Rig rig = new Rig(directory, SIZE)) {
            byte[] content = random((int) SIZE / 2);
            try (var file = new RandomAccessFile(rig.disk(0).toFile(), "rw")) {
                file.write(content);
            }
            rig.start();
            Rig.await("a part is copied", () -> rig.target.copiedBytes() > 4 << 20);
            rig.kill();
            long copied = rig.target.copiedBytes();
            rig.start();
            assertThat(rig.capture().state()).isEqualTo(DataState.INITIAL);
            rig.awaitEqual();
            assertThat(rig.target.copiedBytes() - copied)
                    .as("only what was missing")
                    .isLessThanOrEqualTo(content.length - copied + (20 << 20));
        }
    }

    @Test
    void a_replica_that_lost_what_it_had_confirmed_is_compared_whole() throws Exception {
        try (Rig rig = settled()) {
            rig.target.wipe();
            rig.write(0, 5L * REGION, random(4096));
            rig.awaitState(DataState.DELTA);
            rig.awaitEqual();
        }
    }

    @Test
    void the_same_after_a_restart() throws Exception {
        try (Rig rig = settled()) {
            rig.capture().close();
            rig.target.wipe();
            rig.start();
            rig.awaitEqual();
        }
    }
}
