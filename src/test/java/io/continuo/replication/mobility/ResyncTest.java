package io.continuo.replication.mobility;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.ChangeLogMode;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.ResyncCause;
import io.continuo.api.machine.ResyncContract;
import io.continuo.api.machine.ResyncReceipt;
import io.continuo.api.policy.ResyncWindow;
import io.continuo.replication.nbd.ChunkPool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a resync costs is said before and after, and it comes when its policy says. */
class ResyncTest {
    private static final long SIZE = 64 << 20;
    private static final int REGION = ActivityLog.REGION_BYTES;
    private static final int LEAF = 64 << 10;
    private static final int PIECE = 4096;

    @TempDir Path directory;
    private final Random random = new Random(8);

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private Rig settled() throws Exception {
        Rig rig = new Rig(directory, new ChunkPool(), 64 << 20, true, SIZE);
        rig.start();
        rig.awaitState(DataState.DELTA);
        rig.write(0, 0, random(4 << 20));
        rig.mark("settled");
        rig.capture().settleNow();
        return rig;
    }

    /** A window that does not open within this test. */
    private static ResyncWindow closed() {
        LocalTime later = LocalTime.now().plusHours(2).withNano(0);
        return new ResyncWindow(later, later.plusHours(1));
    }

    private void changeBehindOurBack(Rig rig, long... offsets) throws Exception {
        try (var file = new RandomAccessFile(rig.disk(0).toFile(), "rw")) {
            for (long offset : offsets) {
                file.seek(offset);
                file.write(random(512));
            }
        }
    }

    private static ResyncReceipt receipt(Rig rig, ResyncCause cause) {
        Rig.await(
                "a receipt",
                () -> rig.resync().receipt().filter(made -> made.cause() == cause).isPresent());
        return rig.resync().receipt().orElseThrow();
    }

    @Test
    void after_a_kill_under_load_the_receipt_names_the_active_regions() throws Exception {
        try (Rig rig = settled()) {
            Set<Integer> regions = new TreeSet<>();
            for (int i = 0; i < 12; i++) {
                // Apart: behind an active region more are made active ahead of a writer.
                regions.add(6 + 4 * i + random.nextInt(2));
            }
            AtomicBoolean stop = new AtomicBoolean();
            Thread load =
                    Thread.ofVirtual()
                            .start(() -> {
                                while (!stop.get()) {
                                    for (int region : regions) {
                                        try {
                                            rig.write(0, (long) region * REGION + 777, random(64));
                                        } catch (Exception e) {
                                            throw new IllegalStateException(e);
                                        }
                                    }
                                }
                            });
            long before = rig.target.durableAt().sequence();
            Rig.await("load", () -> rig.target.durableAt().sequence() > before + 200);
            rig.target.refuse(true);
            stop.set(true);
            load.join();
            for (int region : regions) {
                rig.write(0, (long) region * REGION + 777, random(64));
            }
            rig.kill();
            rig.start();
            assertThat(rig.changeLog().cause()).contains(ResyncCause.UNCLEAN_STOP);
            rig.target.refuse(false);
            rig.awaitEqual();
            ResyncReceipt receipt = receipt(rig, ResyncCause.UNCLEAN_STOP);
            assertThat(receipt.comparedBytes()).isEqualTo((long) regions.size() * REGION);
            assertThat(receipt.sentBytes())
                    .isEqualTo((long) regions.size() * PIECE)
                    .isEqualTo(rig.target.copiedBytes());
            assertThat(rig.events)
                    .filteredOn(event -> event.code().equals("RESYNC_RECEIPT"))
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.args())
                                    .containsEntry("sentBytes", "" + receipt.sentBytes()));
        }
    }

    @Test
    void a_resync_that_may_wait_waits_for_its_window_or_for_somebody() throws Exception {
        try (Rig rig = settled()) {
            byte[] then = Files.readAllBytes(rig.disk(0));
            rig.capture().close();
            changeBehindOurBack(rig, 30L * REGION, 40L * REGION);
            rig.resyncWindow(closed());
            rig.start();
            Rig.await("the line is up", () -> rig.report().linkUp());
            assertThat(rig.capture().state()).isEqualTo(DataState.RESYNC_REQUIRED);
            assertThat(rig.changeLog().mode()).isEqualTo(ChangeLogMode.RESYNC_REQUIRED);
            ResyncContract contract = rig.resync().contract().orElseThrow();
            assertThat(contract.cause()).isEqualTo(ResyncCause.DISK_CHANGED);
            assertThat(contract.waiting()).isTrue();
            assertThat(contract.startsAt()).isPresent();
            assertThat(contract.compareBytes()).isEqualTo(SIZE);
            rig.write(0, 50L * REGION, random(100));
            assertThat(rig.target.askedBytes()).as("nothing is compared yet").isZero();

            rig.capture().resync();

            rig.awaitEqual();
            ResyncReceipt receipt = receipt(rig, ResyncCause.DISK_CHANGED);
            assertThat(receipt.comparedBytes()).isEqualTo(SIZE);
            assertThat(receipt.sentBytes()).isBetween(2L * PIECE, 3L * PIECE);
            assertThat(rig.resync().contract()).isEmpty();
            assertThat(rig.target.points())
                    .filteredOn(point -> point.text().contains("settled"))
                    .singleElement()
                    .satisfies(point -> assertThat(point.disks().getFirst()).isEqualTo(then));
        }
    }

    @Test
    void a_window_that_opens_starts_what_waits() throws Exception {
        try (Rig rig = settled()) {
            rig.capture().close();
            changeBehindOurBack(rig, 30L * REGION);
            rig.resyncWindow(closed());
            rig.start();
            Rig.await("the line is up", () -> rig.report().linkUp());
            rig.capture().resyncWindow(ResyncWindow.ALWAYS);
            rig.awaitEqual();
            assertThat(receipt(rig, ResyncCause.DISK_CHANGED).sentBytes()).isEqualTo(PIECE);
        }
    }

    @Test
    void somebody_may_ask_for_a_comparison_of_everything() throws Exception {
        try (Rig rig = settled()) {
            rig.target.corrupt(0, 20 * REGION);
            assertThat(rig.capture().resync().contract()).isPresent();
            ResyncReceipt receipt = receipt(rig, ResyncCause.REQUESTED);
            assertThat(receipt.comparedBytes()).isEqualTo(SIZE);
            assertThat(receipt.sentBytes()).isEqualTo(PIECE);
            rig.awaitEqual();
        }
    }

    @Test
    void of_a_leaf_that_differs_only_the_pieces_that_differ_travel() throws Exception {
        try (Rig rig = settled()) {
            rig.capture().close();
            // Two pieces next to each other, one at the end of the leaf, one in another leaf.
            long leaf = 30L * REGION + 2 * LEAF;
            changeBehindOurBack(
                    rig, leaf + 4 * PIECE, leaf + 5 * PIECE, leaf + LEAF - 512, leaf + 3 * LEAF);
            rig.start();
            rig.awaitEqual();
            ResyncReceipt receipt = receipt(rig, ResyncCause.DISK_CHANGED);
            assertThat(receipt.comparedBytes()).isEqualTo(SIZE);
            assertThat(receipt.sentBytes())
                    .isEqualTo(4L * PIECE)
                    .isEqualTo(rig.target.copiedBytes());
        }
    }

    @Test
    void a_target_that_knows_leaves_only_gets_leaves() throws Exception {
        try (Rig rig = settled()) {
            rig.target.leavesOnly();
            rig.capture().close();
            changeBehindOurBack(rig, 30L * REGION);
            rig.start();
            rig.awaitEqual();
            assertThat(receipt(rig, ResyncCause.DISK_CHANGED).sentBytes()).isEqualTo(LEAF);
        }
    }
}
