package io.continuo.replication.mobility;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.QemuMachine;
import io.continuo.api.component.DiskSpec;
import io.continuo.api.machine.CaptureKind;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Hop;
import io.continuo.api.machine.HopKind;
import io.continuo.api.machine.ResyncCause;
import io.continuo.replication.nbd.ChunkPool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A running QEMU, captured in intervals by its dirty bitmaps. */
class QemuCaptureTest {
    private static final long[] SIZES = {12 << 20, 9 << 20};
    private static final long SEED = Long.getLong("continuo.seed", System.nanoTime());

    @TempDir Path directory;

    private Rig rig(QemuMachine qemu) {
        List<DiskSpec> disks = new ArrayList<>();
        for (int i = 0; i < SIZES.length; i++) {
            disks.add(new DiskSpec(i, qemu.address(i), SIZES[i], CaptureKind.QEMU));
        }
        return new Rig(directory, new ChunkPool(), 64 << 20, true, disks);
    }

    private static byte[] random(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void change(QemuMachine qemu, Random random) throws IOException {
        for (int i = 0; i < 6; i++) {
            int disk = random.nextInt(SIZES.length);
            int blocks = (int) (SIZES[disk] / 512) - 400;
            qemu.write(disk, random.nextInt(blocks) * 512L, random(random, 512 * (1 + i * 40)));
        }
        qemu.zero(random.nextInt(SIZES.length), random.nextInt(64) * 65536L, 131072);
    }

    /** The bytes of every disk at the newest point are those of now. */
    private static void assertPointEquals(Rig rig, QemuMachine qemu) throws IOException {
        assertThat(rig.target.failure()).isNull();
        MemoryTarget.Point newest = rig.target.points().getLast();
        for (int i = 0; i < SIZES.length; i++) {
            assertThat(newest.disks().get(i)).as("disk " + i).isEqualTo(qemu.content(i));
        }
    }

    @Test
    void each_point_is_the_machine_at_the_moment_of_its_interval() throws Exception {
        System.out.println("seed: -Dcontinuo.seed=" + SEED);
        Random random = new Random(SEED);
        try (QemuMachine qemu = QemuMachine.still(directory, SIZES);
                Rig rig = rig(qemu)) {
            change(qemu, random);
            rig.start();
            rig.awaitState(DataState.DELTA);
            for (int round = 0; round < 4; round++) {
                change(qemu, random);
                Instant before = Instant.now();
                Instant time = rig.mark("round " + round).time();
                assertThat(time).isBetween(before.minusMillis(1), Instant.now());
                assertPointEquals(rig, qemu);
                assertThat(qemu.left()).as("left in QEMU").isEmpty();
            }
            long copied = rig.target.copiedBytes();
            rig.mark("nothing changed");
            assertPointEquals(rig, qemu);
            assertThat(rig.target.copiedBytes()).isEqualTo(copied);
            assertThat(rig.target.points()).hasSize(6);
            assertThat(rig.resync().receipt())
                    .as("an interval is no resync")
                    .hasValueSatisfying(
                            receipt -> assertThat(receipt.cause()).isEqualTo(ResyncCause.INITIAL));
        }
    }

    @Test
    void what_changed_and_was_not_read_is_told_as_the_age_of_capture() throws Exception {
        try (QemuMachine qemu = QemuMachine.still(directory, SIZES);
                Rig rig = rig(qemu)) {
            rig.start();
            rig.awaitState(DataState.DELTA);
            Instant durable = rig.mark("before").time();
            qemu.write(1, 65536, random(new Random(1), 65536));
            Rig.await("QEMU is asked what changed", () -> capture(rig).waitingBytes() == 65536);
            assertThat(rig.report().waitingBytes()).isEqualTo(65536);
            assertThat(rig.report().durableTime()).contains(durable);
            assertThat(capture(rig).seconds()).isPositive();
            rig.mark("after");
            Rig.await("nothing waits", () -> capture(rig).waitingBytes() == 0);
        }
    }

    private static Hop capture(Rig rig) {
        return rig.report().hops().stream()
                .filter(hop -> hop.kind() == HopKind.CAPTURE)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void points_of_a_running_guest_hold_no_write_without_those_before_it() throws Exception {
        try (QemuMachine qemu = QemuMachine.running(directory, SIZES);
                Rig rig = rig(qemu)) {
            rig.start();
            rig.awaitState(DataState.DELTA);
            qemu.awaitGuest();
            int newest = 0;
            for (int points = 0; points < 5; points++) {
                rig.mark("p" + points);
                int seen = chain(rig.target.points().getLast());
                assertThat(seen).isPositive().isGreaterThanOrEqualTo(newest);
                newest = seen;
            }
            assertThat(rig.target.failure()).isNull();
        }
    }

    /** Each number is on both disks, but for the newest; nothing before it is missing. */
    private static int chain(MemoryTarget.Point point) {
        byte[] first = point.disks().get(0);
        byte[] second = point.disks().get(1);
        int newest = QemuMachine.newest(first);
        int there = QemuMachine.newest(second);
        assertThat(there).as("the second disk's newest").isBetween(newest - 1, newest);
        for (int n = Math.max(1, newest - QemuMachine.PLACES + 1); n <= newest; n++) {
            assertThat(QemuMachine.number(first, n % QemuMachine.PLACES)).isEqualTo(n);
        }
        for (int n = Math.max(1, newest - QemuMachine.PLACES + 1); n <= there; n++) {
            int place = n % QemuMachine.PLACES;
            assertThat(QemuMachine.number(second, place)).isEqualTo(n);
        }
        return newest;
    }

    @Test
    void a_qemu_that_lost_its_bitmaps_needs_a_resync_and_says_why() throws Exception {
        Random random = new Random(3);
        try (QemuMachine qemu = QemuMachine.still(directory, SIZES);
                Rig rig = rig(qemu)) {
            rig.start();
            rig.awaitState(DataState.DELTA);
            change(qemu, random);
            rig.mark("before");
            long copied = rig.target.copiedBytes();
            change(qemu, random);
            qemu.kill();
            Rig.await("the agent says so", () -> rig.report().cause().contains("QEMU"));
            assertThat(rig.capture().state()).isEqualTo(DataState.ERROR);
            qemu.start();
            Rig.await(
                    "the resync is done",
                    () ->
                            rig.resync()
                                    .receipt()
                                    .filter(done -> done.cause() == ResyncCause.QEMU_RESTARTED)
                                    .isPresent());
            rig.awaitState(DataState.DELTA);
            rig.mark("after");
            assertPointEquals(rig, qemu);
            assertThat(rig.target.copiedBytes() - copied).isLessThan(3 << 20);
        }
    }

    @Test
    void an_agent_that_was_killed_goes_on_from_the_bitmaps() throws Exception {
        Random random = new Random(4);
        try (QemuMachine qemu = QemuMachine.still(directory, SIZES);
                Rig rig = rig(qemu)) {
            rig.start();
            rig.awaitState(DataState.DELTA);
            rig.mark("before");
            rig.capture().settleNow();
            change(qemu, random);
            rig.kill();
            long asked = rig.target.askedBytes();
            change(qemu, random);
            rig.start();
            rig.mark("after");
            assertPointEquals(rig, qemu);
            assertThat(rig.target.askedBytes() - asked).as("bytes compared").isLessThan(3 << 20);
        }
    }

    @Test
    void an_interval_that_does_not_arrive_is_made_up_by_the_next() throws Exception {
        Random random = new Random(5);
        try (QemuMachine qemu = QemuMachine.still(directory, SIZES);
                Rig rig = rig(qemu)) {
            rig.start();
            rig.awaitState(DataState.DELTA);
            rig.mark("before");
            for (int round = 0; round < 3; round++) {
                change(qemu, random);
                rig.target.crash();
                change(qemu, random);
                Rig.await("a point is made again", () -> marked(rig));
                assertPointEquals(rig, qemu);
            }
        }
    }

    private static boolean marked(Rig rig) {
        try {
            rig.mark("again");
            return true;
        } catch (io.continuo.api.error.ContinuoException e) {
            return false;
        }
    }
}
