package io.continuo.replication.journal;

import io.continuo.api.machine.PointKind;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.Position;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A journal of one small disk, and one sender. */
final class JournalFixture implements AutoCloseable {
    static final UUID STREAM = UUID.fromString("11111111-2222-3333-4444-555555555555");
    static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    static final int DISK = 1 << 20;

    final Journal journal;
    final List<Position> durable = new ArrayList<>();
    FrameMaker maker;

    JournalFixture(Path directory) throws IOException {
        this(directory, new DirectFiles());
    }

    JournalFixture(Path directory, JournalFiles files) throws IOException {
        journal =
                Journal.open(
                        directory,
                        STREAM,
                        new DataKey(KEY, STREAM),
                        List.of((long) DISK),
                        files,
                        new FrameCache(1 << 20));
    }

    JournalFixture begin(int epoch) throws IOException {
        journal.begin(
                epoch,
                position -> {
                    synchronized (durable) {
                        durable.add(position);
                    }
                });
        maker = new FrameMaker(STREAM, epoch, journal.durable().sequence(), 1_000_000L * epoch);
        return this;
    }

    /** Fills a 4 KiB block with a value, and appends that as a frame. */
    void write(int block, int value) throws Exception {
        byte[] data = new byte[4096];
        Arrays.fill(data, (byte) value);
        maker.write(0, block * 4096L, data);
        journal.append(maker.frame(value % 2 == 0));
    }

    String mark() throws Exception {
        long id = maker.mark(PointKind.CRASH, "");
        journal.append(maker.frame(false));
        return Long.toString(id);
    }

    void epoch(boolean begin) throws Exception {
        maker.epoch(begin);
        journal.append(maker.frame(false));
    }

    List<String> points() {
        return journal.points().stream().map(point -> point.view().id()).toList();
    }

    /** First byte of a block as of a sequence; -1 where the journal says nothing. */
    int read(long sequence, int block) throws IOException {
        try (Slice slice = journal.slice(sequence)) {
            ExtentMap map = slice.map(0);
            int piece = map.firstEndingAfter(block * 4096L);
            if (piece == map.count() || map.start(piece) > block * 4096L) {
                return -1;
            }
            if (map.isZero(piece)) {
                return 0;
            }
            ByteBuffer one = ByteBuffer.allocate(1);
            slice.copy(map, piece, block * 4096L - map.start(piece), one, 1);
            return one.get(0);
        }
    }

    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    static Path newestSegment(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> Segment.number(file) >= 0).sorted().toList().getLast();
        }
    }

    Frame frame() {
        return maker.frame(false);
    }

    @Override
    public void close() {
        journal.close();
    }
}
