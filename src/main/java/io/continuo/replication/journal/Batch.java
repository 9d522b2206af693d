package io.continuo.replication.journal;

import io.continuo.replication.stream.Position;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Sealed records on their way to one place of one segment, written in one go. */
final class Batch {
    /** Bytes a batch can hold: the largest record and some more. */
    static final int BYTES = 2 << 20;

    private final ByteBuffer buffer = JournalFiles.buffer(BYTES);
    private final List<Landmark> landmarks = new ArrayList<>();
    private Segment segment;
    private long at;
    private Position end;
    private int extents;

    /** Starts anew, for the bytes of {@code segment} from {@code at}. */
    void begin(Segment segment, long at) {
        this.segment = segment;
        this.at = at;
        buffer.clear().limit(BYTES);
        landmarks.clear();
    }

    /** A record was put: where the stream is after it. */
    void sealed(List<Landmark> more, Position position, int extents) {
        landmarks.addAll(more);
        this.end = position;
        this.extents = extents;
    }

    ByteBuffer buffer() {
        return buffer;
    }

    Segment segment() {
        return segment;
    }

    /** Byte of the segment the batch starts at. */
    long at() {
        return at;
    }

    List<Landmark> landmarks() {
        return landmarks;
    }

    /** Position of the last change in it. */
    Position end() {
        return end;
    }

    /** Extents of the segment up to the end of this batch. */
    int extents() {
        return extents;
    }
}
