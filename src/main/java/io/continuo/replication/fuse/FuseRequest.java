package io.continuo.replication.fuse;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/**
 * A request's fixed part: its header and the first {@link FuseProtocol#IO_IN} bytes behind it,
 * looked at in place.
 */
final class FuseRequest {
    static final int BYTES = FuseProtocol.IN_HEADER + FuseProtocol.IO_IN;

    private final MemorySegment bytes;

    FuseRequest(MemorySegment bytes) {
        this.bytes = bytes;
    }

    int length() {
        return bytes.get(JAVA_INT, 0);
    }

    int opcode() {
        return bytes.get(JAVA_INT, 4);
    }

    long unique() {
        return bytes.get(JAVA_LONG, 8);
    }

    long node() {
        return bytes.get(JAVA_LONG, 16);
    }

    int process() {
        return bytes.get(JAVA_INT, 32);
    }

    /** An int of the body. */
    int integer(int at) {
        return bytes.get(JAVA_INT, FuseProtocol.IN_HEADER + at);
    }

    /** A long of the body. */
    long number(int at) {
        return bytes.get(JAVA_LONG, FuseProtocol.IN_HEADER + at);
    }
}
