package io.continuo.replication.nbd;

import java.util.Optional;

/**
 * Notices who reads in sequence, and says what to fetch before it is asked for.
 *
 * <p>The kernel could do that by itself, but leaves the file in folios as large as what it fetched,
 * and then a 4 KiB write costs ten times as much. Safe for use by several threads.
 */
final class ReadAhead {
    private static final int STREAMS = 4;
    private static final int FIRST_BYTES = 128 << 10;
    private static final int MOST_BYTES = 8 << 20;

    private final long size;
    private final Stream[] streams = new Stream[STREAMS];
    private int oldest;

    ReadAhead(long size) {
        this.size = size;
        for (int i = 0; i < STREAMS; i++) {
            streams[i] = new Stream();
        }
    }

    /** Bytes to fetch. */
    record Range(long offset, long length) {}

    /** A range is being read: what should be fetched besides, if that can be told. */
    synchronized Optional<Range> reading(long offset, long length) {
        long end = offset + length;
        for (Stream stream : streams) {
            if (stream.end == offset) {
                stream.end = end;
                return goOn(stream);
            }
            if (stream.end == end) {
                return Optional.empty(); // The second try of a read not served at once.
            }
        }
        Stream stream = streams[oldest];
        oldest = (oldest + 1) % STREAMS;
        stream.end = end;
        stream.fetched = end;
        stream.window = FIRST_BYTES;
        return Optional.empty();
    }

    private Optional<Range> goOn(Stream stream) {
        if (stream.fetched - stream.end >= stream.window / 2) {
            return Optional.empty();
        }
        long from = Math.max(stream.fetched, stream.end);
        long to = Math.min(stream.end + stream.window, size);
        if (to <= from) {
            return Optional.empty();
        }
        stream.fetched = to;
        stream.window = Math.min(stream.window * 2, MOST_BYTES);
        return Optional.of(new Range(from, to - from));
    }

    private static final class Stream {
        private long end = -1;
        private long fetched;
        private int window;
    }
}
