package io.continuo.replication.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.PointKind;
import io.continuo.replication.journal.DataKey;
import io.continuo.replication.journal.DirectFiles;
import io.continuo.replication.journal.ExtentMap;
import io.continuo.replication.journal.FrameCache;
import io.continuo.replication.journal.FrameMaker;
import io.continuo.replication.journal.Journal;
import io.continuo.replication.journal.Moment;
import io.continuo.replication.journal.Slice;
import io.continuo.replication.journal.StoredPoint;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FramePool;
import io.continuo.replication.stream.Position;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;

/**
 * Invariant 3 with changes left out: two journals hear of the same writes, one of all of them, the
 * other only of what has to travel. Wherever the second can be recovered to, it is what the first
 * is; everywhere else it says so. {@code -Dcontinuo.seed} has a run again.
 */
@Timeout(120)
class CoalescedIsTruthfulTest {
    private static final UUID STREAM = UUID.fromString("6f1d1b52-0d0f-4a5e-9a3c-2f6f8f1d9c01");
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final int DISK = 512 << 10;
    private static final int RUNS = Integer.getInteger("continuo.seeds", 4);

    @TempDir Path directory;
    private final List<Position> told = new ArrayList<>();

    private Journal open(Path path) throws IOException {
        return Journal.open(
                path,
                STREAM,
                new DataKey(KEY, STREAM),
                List.of((long) DISK),
                new DirectFiles(),
                new FrameCache(1 << 20));
    }

    @Test
    void what_can_be_recovered_to_is_what_it_would_be_without() throws Exception {
        long first = Long.getLong("continuo.seed", 1);
        for (long seed = first; seed < first + RUNS; seed++) {
            try {
                compare(seed);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("-Dcontinuo.seed=" + seed, e);
            }
        }
    }

    private void compare(long seed) throws Exception {
        Path all = directory.resolve("all-" + seed);
        Path some = directory.resolve("some-" + seed);
        long saved = 0;
        try (Journal whole = open(all);
                Journal less = open(some)) {
            whole.begin(1, position -> {});
            told.clear();
            less.begin(
                    1,
                    position -> {
                        synchronized (told) {
                            told.add(position);
                        }
                    });
            for (Frame frame : script(seed)) {
                saved += frame.header().plainLength();
                whole.append(frame);
            }
            saved -= forward(script(seed), less, new Random(seed));
            whole.drain();
            less.drain();
            same(whole, less, seed);
            synchronized (told) {
                for (Position position : told) {
                    assertThat(less.settled(position)).as("told of").isEqualTo(position);
                }
            }
        }
        assertThat(saved).as("bytes left out").isGreaterThan(100_000);
        try (Journal whole = open(all);
                Journal less = open(some)) {
            same(whole, less, seed);
        }
    }

    /**
     * The same for the same seed: busy places, others, marks, zeros, trims, now and then an epoch.
     */
    private static List<Frame> script(long seed) {
        Random random = new Random(seed * 31);
        FrameMaker maker = new FrameMaker(STREAM, 1, 0, 1_000_000);
        List<Frame> frames = new ArrayList<>();
        boolean inside = false;
        for (int i = 0; i < 900; i++) {
            byte[] data = new byte[(1 + random.nextInt(4)) * 4096];
            random.nextBytes(data);
            long place = random.nextInt(5) == 0 ? random.nextInt(100) : random.nextInt(8);
            switch (random.nextInt(24)) {
                case 0 -> maker.zero(0, place * 4096, data.length);
                case 1 -> maker.trim(0, place * 4096, data.length);
                case 2 -> maker.write(0, place * 4096 + 512, data);
                case 3 -> maker.flush();
                case 4 -> maker.mark(PointKind.CRASH, "");
                case 5 -> {
                    if (random.nextInt(6) == 0) {
                        inside = !inside;
                        maker.epoch(inside);
                    }
                }
                default -> maker.write(0, place * 4096, data);
            }
            if (maker.pending() > 0
                    && (maker.pendingBytes() > 200_000 || random.nextInt(12) == 0)) {
                frames.add(maker.frame(random.nextBoolean()));
            }
        }
        if (inside) {
            maker.epoch(false);
        }
        maker.mark(PointKind.CRASH, "last");
        frames.add(maker.frame(false));
        return frames;
    }

    /**
     * As a process server does: keeps some, sends some, keeps some more; returns data bytes sent.
     */
    private static long forward(List<Frame> frames, Journal journal, Random random)
            throws Exception {
        Spans spans = new Spans();
        long sent = 0;
        int kept = 0;
        int next = 0;
        try (FrameShrinker shrinker = new FrameShrinker(new FramePool())) {
            while (next < frames.size()) {
                int more = random.nextInt(20);
                for (; kept < frames.size() && more > 0; more--) {
                    spans.append(frames.get(kept++));
                }
                spans.durable();
                for (int go = random.nextInt(30); go > 0 && next < kept; go--) {
                    Frame frame = frames.get(next++);
                    OptionalInt level =
                            random.nextBoolean() ? OptionalInt.of(1) : OptionalInt.empty();
                    Frame small = shrinker.shrink(frame, spans.leftOut(frame.header()), level);
                    sent += small.header().plainLength();
                    journal.append(small);
                }
            }
        }
        return sent;
    }

    private static void same(Journal whole, Journal less, long seed) throws Exception {
        assertThat(less.durable()).isEqualTo(whole.durable());
        assertThat(less.settled()).isEqualTo(less.durable());
        assertThat(less.consistent()).isEqualTo(whole.consistent());
        List<StoredPoint> points = whole.points();
        assertThat(less.points()).isEqualTo(points).isNotEmpty();
        for (StoredPoint point : points) {
            same(whole, less, point.position());
        }
        Random random = new Random(seed);
        long end = whole.durable().timeMicros();
        int refused = 0;
        for (int i = 0; i < 80; i++) {
            Instant time =
                    Instant.EPOCH.plus(
                            1_000_001 + random.nextLong(end - 1_000_000), ChronoUnit.MICROS);
            switch (less.moment(time)) {
                case Moment.Held(StoredPoint point) -> {
                    assertThat(whole.moment(time)).isEqualTo(new Moment.Held(point));
                    same(whole, less, point.position());
                }
                case Moment.Missing missing -> {
                    refused++;
                    if (missing.before().isPresent()) {
                        assertThat(less.moment(missing.before().get()))
                                .isInstanceOf(Moment.Held.class);
                    }
                    if (missing.after().isPresent()) {
                        assertThat(less.moment(missing.after().get()))
                                .isInstanceOf(Moment.Held.class);
                    }
                }
            }
        }
        assertThat(refused).as("moments that are refused").isBetween(1, 79);
    }

    private static void same(Journal whole, Journal less, Position at) throws IOException {
        assertThat(disk(less, at.sequence()).mismatch(disk(whole, at.sequence())))
                .as("at " + at)
                .isEqualTo(-1);
    }

    private static ByteBuffer disk(Journal journal, long sequence) throws IOException {
        ByteBuffer disk = ByteBuffer.allocate(DISK);
        try (Slice slice = journal.slice(sequence)) {
            ExtentMap map = slice.map(0);
            for (int i = 0; i < map.count(); i++) {
                int length = (int) (map.end(i) - map.start(i));
                disk.position((int) map.start(i));
                if (!map.isZero(i)) {
                    slice.copy(map, i, 0, disk, length);
                }
            }
        }
        return disk.rewind();
    }
}
