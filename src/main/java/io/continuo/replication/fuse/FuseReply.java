package io.continuo.replication.fuse;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.continuo.replication.nbd.ChunkPool;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** The reply being put together by one thread; its data begins at a page. */
final class FuseReply implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FuseReply.class);
    private static final int PAGE = 4096;

    private final int device;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment whole = arena.allocate(PAGE + ChunkPool.PAYLOAD_BYTES, PAGE);
    private final MemorySegment reply = whole.asSlice(PAGE - FuseProtocol.OUT_HEADER);
    private final MemorySegment body = whole.asSlice(PAGE);
    private final ByteBuffer data = body.asByteBuffer();

    /**
     * @param device where the request came from
     */
    FuseReply(int device) {
        this.device = device;
    }

    /** Room for the data of a read. */
    ByteBuffer data(int length) {
        return data.clear().limit(length);
    }

    /** Clears the first bytes of the body. */
    FuseReply zeros(int length) {
        body.asSlice(0, length).fill((byte) 0);
        return this;
    }

    FuseReply integer(int at, int value) {
        body.set(JAVA_INT, at, value);
        return this;
    }

    FuseReply number(int at, long value) {
        body.set(JAVA_LONG, at, value);
        return this;
    }

    FuseReply small(int at, int value) {
        body.set(JAVA_SHORT, at, (short) value);
        return this;
    }

    FuseReply bytes(int at, byte[] value) {
        MemorySegment.copy(value, 0, body, JAVA_BYTE, at, value.length);
        return this;
    }

    /** "Done", with so much of the body. */
    void done(long unique, int length) {
        send(unique, 0, length);
    }

    void failed(long unique, int errno) {
        send(unique, -errno, 0);
    }

    private void send(long unique, int error, int length) {
        int bytes = FuseProtocol.OUT_HEADER + length;
        reply.set(JAVA_INT, 0, bytes);
        reply.set(JAVA_INT, 4, error);
        reply.set(JAVA_LONG, 8, unique);
        while (FuseCalls.write(device, reply, bytes) < 0) {
            int errno = FuseCalls.errno();
            if (errno != FuseCalls.EINTR) {
                // The caller gave up, or the file system was unmounted meanwhile.
                LOG.debug("a FUSE reply was not taken: errno {}", errno);
                return;
            }
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
