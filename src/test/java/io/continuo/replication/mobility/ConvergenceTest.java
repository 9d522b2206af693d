package io.continuo.replication.mobility;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.machine.PointView;
import io.continuo.replication.nbd.ChunkPool;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Random writes to two disks with everything that may go wrong in between: in the end the replica
 * equals the source, and every point equals what the source was then (invariants 2 to 5). {@code
 * -Dcontinuo.seed=N} runs one seed, {@code -Dcontinuo.seeds=N} so many.
 */
class ConvergenceTest {
    private static final long[] SIZES = {3 << 20, (2 << 20) + 512};
    private static final int STEPS = 120;

    /** Kinds of faults; each seed has some of them only, so that one does not hide another. */
    private static final int FAULTS = 6;

    @TempDir Path directory;
    private Random random;
    private Rig rig;
    private List<byte[]> model;
    private final Map<String, List<byte[]>> points = new HashMap<>();
    private final boolean[] enabled = new boolean[FAULTS];
    private boolean healthy = true;

    static LongStream seeds() {
        Long seed = Long.getLong("continuo.seed");
        return seed != null
                ? LongStream.of(seed)
                : new Random().longs(Long.getLong("continuo.seeds", 6));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_replica_converges_and_points_are_true(long seed) throws Exception {
        System.out.println("seed: -Dcontinuo.seed=" + seed);
        random = new Random(seed);
        model = new ArrayList<>();
        for (int fault = 0; fault < FAULTS; fault++) {
            enabled[fault] = random.nextBoolean();
        }
        long logBytes = random.nextBoolean() ? 128 << 10 : 8 << 20;
        rig = new Rig(directory, new ChunkPool(16), logBytes, true, SIZES);
        rig.diskLogBytes(random.nextBoolean() ? 0 : random.nextInt(8 << 20));
        try (Rig closing = rig) {
            begin();
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            heal();
            closing.awaitEqual();
            for (int disk = 0; disk < SIZES.length; disk++) {
                assertThat(Files.readAllBytes(rig.disk(disk))).isEqualTo(model.get(disk));
            }
            checkPoints();
        }
    }

    private void begin() throws Exception {
        for (int disk = 0; disk < SIZES.length; disk++) {
            byte[] content = new byte[(int) SIZES[disk]];
            if (random.nextBoolean()) {
                random.nextBytes(content);
                Arrays.fill(content, 100_000, 900_000, (byte) 0);
            }
            Files.write(rig.disk(disk), content);
            model.add(content);
        }
        rig.start();
    }

    private void step() throws Exception {
        int what = random.nextInt(40);
        if (what < FAULTS && !enabled[what]) {
            what = random.nextInt(FAULTS, 40);
        }
        switch (what) {
            case 0 -> rig.capture().cut(Duration.ofMillis(random.nextInt(60)));
            case 1 -> rig.target.crash();
            case 2 -> {
                rig.target.refuse(true);
                healthy = false;
            }
            case 3 -> {
                rig.target.holdAcks(true);
                healthy = false;
            }
            case 4 -> restart(false);
            case 5 -> restart(true);
            case 6, 7 -> heal();
            case 8, 9, 10 -> mark();
            case 11 -> Thread.sleep(random.nextInt(20));
            case 12 -> settle();
            case 13 -> range(true);
            case 14 -> range(false);
            case 15 -> rig.capture().exports().get(random.nextInt(SIZES.length)).flush();
            default -> {
                for (int i = random.nextInt(8); i >= 0; i--) {
                    write();
                }
            }
        }
    }

    private void write() throws Exception {
        int disk = random.nextInt(SIZES.length);
        int length = 1 + random.nextInt(random.nextInt(8) == 0 ? 300_000 : 9000);
        int offset = random.nextInt((int) SIZES[disk] - length);
        byte[] bytes = new byte[length];
        if (random.nextInt(4) > 0) {
            random.nextBytes(bytes);
        }
        rig.write(disk, offset, bytes);
        System.arraycopy(bytes, 0, model.get(disk), offset, length);
    }

    private void range(boolean zero) throws Exception {
        int disk = random.nextInt(SIZES.length);
        int length = 1 + random.nextInt(1 << 20);
        int offset = random.nextInt((int) SIZES[disk] - length);
        if (zero) {
            rig.zero(disk, offset, length);
        } else {
            rig.trim(disk, offset, length);
        }
        Arrays.fill(model.get(disk), offset, offset + length, (byte) 0);
    }

    private void heal() {
        rig.target.refuse(false);
        rig.target.holdAcks(false);
        healthy = true;
    }

    private void restart(boolean clean) throws Exception {
        if (clean) {
            rig.capture().close();
        } else {
            rig.kill();
        }
        rig.start();
    }

    /** Time passes in which regions come to rest. */
    private void settle() {
        rig.capture().settleNow();
    }

    private void mark() throws Exception {
        if (!healthy) {
            return;
        }
        List<byte[]> now = model.stream().map(byte[]::clone).toList();
        try {
            PointView point = rig.mark("seeded");
            points.put(point.id(), now);
        } catch (ContinuoException e) {
            // A resync began meanwhile: no point, no promise.
        }
    }

    private void checkPoints() {
        Map<String, List<byte[]>> held = new HashMap<>();
        rig.target
                .points()
                .forEach(point -> held.put(Long.toString(point.sequence()), point.disks()));
        assertThat(held.keySet()).as("points made").containsAll(points.keySet());
        points.forEach((id, disks) -> {
            for (int disk = 0; disk < disks.size(); disk++) {
                assertThat(Arrays.mismatch(held.get(id).get(disk), disks.get(disk)))
                        .as("first difference of disk " + disk + " at point " + id)
                        .isEqualTo(-1);
            }
        });
    }
}
