package io.continuo.bench;

import io.continuo.api.component.GroupSpec;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.machine.PointKind;
import io.continuo.replication.consistency.GroupBarrier;
import io.continuo.replication.consistency.GroupRig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How long a group of 16 machines is held for a shared point, over loopback TCP while each writes:
 * {@code mvn -q test-compile exec:exec@bench -Dbench=GroupBench -Dbench.args="ROUNDS"}.
 */
public final class GroupBench {
    private static final int MEMBERS = 16;
    private static final int WARM_UP = 20;

    private GroupBench() {}

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 300;
        Path directory = Files.createTempDirectory("group-bench");
        try (GroupRig rig = new GroupRig(directory, MEMBERS, 1, true, UnaryOperator.identity())) {
            for (boolean writing : new boolean[] {false, true}) {
                print(writing ? "each member writing" : "members idle", run(rig, rounds, writing));
            }
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static List<Double> run(GroupRig rig, int rounds, boolean writing) throws Exception {
        List<Double> held = new ArrayList<>();
        GroupSpec group = rig.all();
        AtomicBoolean on = new AtomicBoolean(writing);
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            int machine = i;
            writers.add(Thread.ofPlatform().daemon().start(() -> write(rig, machine, on)));
        }
        try (GroupBarrier barrier =
                new GroupBarrier(
                        rig.ways(),
                        Clock.systemUTC(),
                        new GroupBarrier.Watch() {
                            @Override
                            public void held(Duration time) {
                                held.add(time.toNanos() / 1e6);
                            }
                        })) {
            for (int i = 0; i < WARM_UP + rounds; i++) {
                if (i == WARM_UP) {
                    held.clear();
                }
                try {
                    barrier.point(group, PointKind.CRASH, "");
                } catch (ContinuoException e) {
                    System.out.println("a round was void: " + e.problem().cause());
                }
            }
        } finally {
            on.set(false);
            for (Thread writer : writers) {
                writer.join();
            }
        }
        return held;
    }

    /** A thousand writes a second: a busy machine, not a benchmark of writing. */
    private static void write(GroupRig rig, int machine, AtomicBoolean on) {
        try {
            for (long i = 1; on.get(); i++) {
                rig.write(machine, 0, (int) (i % 200), i);
                LockSupport.parkNanos(1_000_000);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void print(String what, List<Double> held) {
        List<Double> sorted = held.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%d members, %s: %d rounds, hold p50 %.2f ms, p99 %.2f ms, worst %.2f ms (bar: p99"
                        + " 50 ms)%n",
                MEMBERS,
                what,
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 99 / 100),
                sorted.getLast());
    }
}
