package io.continuo.replication.mobility;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.DataState;
import io.continuo.replication.nbd.ChunkPool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Invariant 2: what the target holds is a prefix of the machine's writes, over all its disks. */
class OrderTest {
    private static final long SIZE = 4 << 20;
    private static final int TOKEN_AT = 1_000_000;

    /** Slow enough for a short cut to fit into the change log. */
    private static final long PACE = 100_000;

    @TempDir Path directory;
    private final AtomicBoolean stop = new AtomicBoolean();

    private static byte[] token(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static long token(byte[] disk) {
        return ByteBuffer.wrap(disk).getLong(TOKEN_AT);
    }

    /** Writes each token to the second disk only after the first has it. */
    private Void chain(Rig rig) throws IOException {
        for (long value = 1; !stop.get(); value++) {
            rig.write(0, TOKEN_AT, token(value));
            rig.write(1, TOKEN_AT, token(value));
            LockSupport.parkNanos(PACE);
        }
        return null;
    }

    private Void noise(Rig rig, long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = new byte[3000];
        while (!stop.get()) {
            random.nextBytes(bytes);
            rig.write(random.nextInt(2), random.nextInt(900_000), bytes);
            LockSupport.parkNanos(PACE);
        }
        return null;
    }

    @Test
    void no_point_holds_a_token_without_its_predecessor() throws Exception {
        try (Rig rig = new Rig(directory, new ChunkPool(64), 64 << 20, true, SIZE, SIZE);
                ExecutorService writers = Executors.newCachedThreadPool()) {
            rig.start();
            rig.awaitState(DataState.DELTA);
            List<Callable<Void>> work =
                    List.of(() -> chain(rig), () -> noise(rig, 1), () -> noise(rig, 2));
            List<Future<Void>> running = new ArrayList<>();
            work.forEach(one -> running.add(writers.submit(one)));
            try {
                for (int i = 0; i < 20; i++) {
                    if (i % 5 == 4) {
                        rig.capture().cut(Duration.ofMillis(50));
                    }
                    rig.mark("chain");
                }
            } finally {
                stop.set(true);
            }
            for (Future<Void> one : running) {
                one.get();
            }
            rig.awaitEqual();
            assertThat(rig.target.points())
                    .hasSizeGreaterThanOrEqualTo(20)
                    .allSatisfy(point -> {
                        long first = token(point.disks().get(0));
                        long second = token(point.disks().get(1));
                        assertThat(second).isBetween(first - 1, first);
                    });
            assertThat(rig.target.copiedBytes()).as("no resync hid the order").isZero();
        }
    }

    @Test
    void writers_of_the_same_place_leave_the_same_bytes_at_both_ends() throws Exception {
        try (Rig rig = new Rig(directory, SIZE);
                ExecutorService writers = Executors.newCachedThreadPool()) {
            rig.start();
            rig.awaitState(DataState.DELTA);
            for (int round = 0; round < 20; round++) {
                List<Future<Void>> running = new ArrayList<>();
                for (int writer = 1; writer <= 4; writer++) {
                    byte[] bytes = new byte[2000];
                    java.util.Arrays.fill(bytes, (byte) (round * 4 + writer));
                    int shift = writer * 100;
                    running.add(
                            writers.submit(() -> {
                                for (int i = 0; i < 50; i++) {
                                    rig.write(0, (1 << 20) - 1000 + shift, bytes);
                                }
                                return null;
                            }));
                }
                for (Future<Void> one : running) {
                    one.get();
                }
                rig.awaitEqual();
            }
        }
    }
}
