package io.continuo.replication.mobility;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.component.DiskSpec;
import io.continuo.api.machine.DataState;
import io.continuo.replication.nbd.ChunkPool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Disks of a machine that come and grow: only what is new is compared, no point is missed
 * (invariant 5), and none is told to hold it before it does (invariant 3), whenever the agent dies.
 */
class JoiningTest {
    private static final int REGION = 1 << 20;
    private static final int OLD = 8 * REGION + 512;
    private static final int NEW = 11 * REGION + 1024;

    @TempDir Path directory;

    private final Random random = new Random(13);

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private Rig protectedRig() throws Exception {
        Rig rig = new Rig(directory, new ChunkPool(), 64 << 20, true, OLD);
        rig.start();
        rig.awaitState(DataState.DELTA);
        rig.write(0, 0, random(OLD));
        rig.mark("before");
        return rig;
    }

    private List<DiskSpec> grown(Rig rig) throws Exception {
        Files.write(rig.disk(0), random(NEW - OLD), StandardOpenOption.APPEND);
        rig.target.room(0, NEW);
        return List.of(new DiskSpec(0, rig.disk(0).toString(), NEW));
    }

    private List<DiskSpec> added(Rig rig) throws Exception {
        Path added = directory.resolve("added.raw");
        Files.write(added, random(NEW));
        rig.target.room(1, NEW);
        return List.of(
                new DiskSpec(0, rig.disk(0).toString(), OLD),
                new DiskSpec(1, added.toString(), NEW));
    }

    private static void awaitJoined(Rig rig) {
        Rig.await("points hold the new disks", () -> rig.report().layout() == 2);
    }

    /** Every mark that tells of the new disks came when they were equal. */
    private static void assertToldInTime(Rig rig) throws Exception {
        List<byte[]> now = new ArrayList<>();
        for (int i = 0; i < rig.report().disks().size(); i++) {
            now.add(Files.readAllBytes(rig.disk(i)));
        }
        assertThat(rig.target.points())
                .filteredOn(point -> point.text().contains("\"layout\":2"))
                .isNotEmpty()
                .allSatisfy(point -> {
                    for (int i = 0; i < now.size(); i++) {
                        assertThat(Arrays.mismatch(point.disks().get(i), now.get(i)))
                                .as("first difference of disk " + i)
                                .isEqualTo(-1);
                    }
                });
    }

    @Test
    void only_what_was_added_to_a_disk_is_compared_and_no_point_is_missed() throws Exception {
        try (Rig rig = protectedRig()) {
            List<DiskSpec> disks = grown(rig);
            long asked = rig.target.askedBytes();
            rig.change(disks);
            assertThat(rig.target.insideEpoch()).isFalse();
            assertThat(rig.report().dataState()).isEqualTo(DataState.DELTA);
            rig.mark("meanwhile");
            awaitJoined(rig);
            assertThat(rig.capture().exports().getFirst().size()).isEqualTo(NEW);
            assertThat(rig.target.askedBytes() - asked).isLessThanOrEqualTo(NEW - OLD + REGION);
            assertToldInTime(rig);
            rig.write(0, NEW - 5000, random(5000));
            rig.awaitEqual();
        }
    }

    @Test
    void a_disk_is_added_and_the_others_are_not_compared() throws Exception {
        try (Rig rig = protectedRig()) {
            List<DiskSpec> disks = added(rig);
            long asked = rig.target.askedBytes();
            rig.change(disks);
            rig.write(0, 4096, random(5000));
            rig.mark("meanwhile");
            awaitJoined(rig);
            assertThat(rig.target.askedBytes() - asked).isLessThanOrEqualTo(NEW);
            assertToldInTime(rig);
            rig.write(1, 0, random(5000));
            rig.awaitEqual();
        }
    }

    @Test
    void an_agent_that_dies_in_the_middle_goes_on_and_compares_no_more() throws Exception {
        try (Rig rig = protectedRig()) {
            List<DiskSpec> disks = grown(rig);
            long asked = rig.target.askedBytes();
            rig.change(disks);
            rig.kill();
            rig.start();
            awaitJoined(rig);
            rig.kill();
            rig.start();
            awaitJoined(rig);
            rig.awaitEqual();
            assertThat(rig.target.askedBytes() - asked)
                    .as("compared at three starts")
                    .isLessThanOrEqualTo(3L * (NEW - OLD + REGION));
            assertToldInTime(rig);
        }
    }

    @Test
    void a_target_that_lost_what_it_was_told_is_told_again() throws Exception {
        try (Rig rig = protectedRig()) {
            rig.change(grown(rig));
            awaitJoined(rig);
            rig.target.wipe();
            rig.write(0, 0, random(512));
            awaitJoined(rig);
            rig.awaitEqual();
            Rig.await(
                    "the layout is told again",
                    () ->
                            rig.target.points().stream()
                                    .anyMatch(point -> point.text().contains("\"layout\":2")));
        }
    }
}
