package io.continuo.replication.target;

import io.continuo.api.component.DiskSpec;
import io.continuo.api.component.ReplicaSpec;
import io.continuo.replication.journal.DirectFiles;
import io.continuo.replication.journal.JournalFiles;
import io.continuo.replication.nbd.NbdExport;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.ReplicaIntake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A master target with one replica, whose views are read directly. */
final class TargetFixture implements AutoCloseable {
    static final UUID STREAM = UUID.fromString("6f1d1b52-0d0f-4a5e-9a3c-2f6f8f1d9c01");
    static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    static final String MACHINE = "m-1";

    final MasterTarget target;
    final Exports exports = new Exports();
    final MovableClock clock;
    final List<Position> durable = new ArrayList<>();

    TargetFixture(Path directory, MovableClock clock, long retentionSeconds, long... disks) {
        this(directory, clock, new DirectFiles(), spec(retentionSeconds, disks));
    }

    TargetFixture(Path directory, MovableClock clock, JournalFiles files, ReplicaSpec spec) {
        this.clock = clock;
        target = new MasterTarget(directory, clock, exports, files, Duration.ofDays(1));
        try {
            target.prepare(spec);
        } catch (RuntimeException e) {
            target.close();
            throw e;
        }
    }

    static ReplicaSpec spec(long retentionSeconds, long... sizes) {
        List<DiskSpec> disks = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            disks.add(new DiskSpec(i, "/dev/disk" + i, sizes[i]));
        }
        return new ReplicaSpec(MACHINE, "db-01", STREAM.toString(), disks, KEY, retentionSeconds);
    }

    ReplicaIntake open(int epoch) throws IOException {
        return target.open(
                STREAM,
                epoch,
                position -> {
                    synchronized (durable) {
                        durable.add(position);
                        durable.notifyAll();
                    }
                });
    }

    void awaitDurable(long sequence) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        synchronized (durable) {
            while (durable.isEmpty() || durable.getLast().sequence() < sequence) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("not durable in time: " + sequence);
                }
                durable.wait(left);
            }
        }
    }

    /** Waits until the replica says what keeps it from working. */
    void awaitProblem() {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (target.reports(false).getFirst().problem().isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no problem was reported in time");
            }
            Thread.onSpinWait();
        }
    }

    /** Newest sequence told to be durable; 0 before the first. */
    long newest() {
        synchronized (durable) {
            return durable.isEmpty() ? 0 : durable.getLast().sequence();
        }
    }

    /** All bytes of each disk at a point, through the drill's exports. */
    List<byte[]> read(String point) throws IOException {
        target.openView(MACHINE, point);
        try {
            List<byte[]> disks = new ArrayList<>();
            for (NbdExport export : exports.only()) {
                disks.add(readAll(export));
            }
            return disks;
        } finally {
            target.closeView(MACHINE);
        }
    }

    static byte[] readAll(NbdExport export) throws IOException {
        byte[] bytes = new byte[(int) export.size()];
        // An odd step, so that reads begin and end anywhere.
        int step = 100_003;
        for (int at = 0; at < bytes.length; at += step) {
            export.read(at, ByteBuffer.wrap(bytes, at, Math.min(step, bytes.length - at)));
        }
        return bytes;
    }

    static int firstDifference(byte[] one, byte[] other) {
        return Arrays.mismatch(one, other);
    }

    @Override
    public void close() {
        target.close();
    }

    /** Exports nobody serves. */
    static final class Exports implements ViewExports {
        private final Map<String, List<NbdExport>> groups = new HashMap<>();

        @Override
        public List<String> register(String group, List<NbdExport> disks) {
            groups.put(group, List.copyOf(disks));
            return disks.stream().map(disk -> "nbd://localhost/" + disk.name()).toList();
        }

        @Override
        public void withdraw(String group) {
            groups.remove(group);
        }

        List<NbdExport> only() {
            return groups.values().iterator().next();
        }

        boolean none() {
            return groups.isEmpty();
        }
    }

    /** A clock that stands until moved. */
    static final class MovableClock extends Clock {
        private volatile Instant now = Instant.parse("2017-03-01T12:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        void set(Instant time) {
            now = time;
        }

        long micros() {
            return now.getEpochSecond() * 1_000_000;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
