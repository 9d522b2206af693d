package io.continuo.replication.fuse;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.continuo.replication.nbd.Chunk;
import io.continuo.replication.nbd.ChunkPool;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * What the kernel asks, one request at a time, with the data of writes received straight into
 * chunks, one behind the other.
 *
 * <p>The kernel wants room for the largest request at every call, and gives one request at each. So
 * that a chunk can be filled to its end all the same, there is a spill behind it; only a payload
 * that ran over into the spill is copied.
 */
final class FuseReceiver implements AutoCloseable {
    private static final Duration CHUNK_WAIT = Duration.ofMillis(20);
    private static final long VECTOR = ADDRESS.byteSize() + JAVA_LONG.byteSize();

    private final ChunkPool pool;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment head = arena.allocate(FuseRequest.BYTES, 8);
    private final MemorySegment spill = arena.allocate(ChunkPool.PAYLOAD_BYTES, 4096);
    private final MemorySegment vectors = arena.allocate(3 * VECTOR, 8);
    private final FuseRequest request = new FuseRequest(head);
    private Chunk chunk;
    private int position;
    private int lastPayload;

    FuseReceiver(ChunkPool pool) {
        this.pool = pool;
        pool.admit();
        this.chunk = pool.acquire(CHUNK_WAIT);
        vector(0, head, head.byteSize());
        vector(2, spill, spill.byteSize());
    }

    /** The request received last. */
    FuseRequest request() {
        return request;
    }

    /** Waits for a request; its bytes, or -1 as {@link FuseCalls#readv}. */
    long receive(int device) {
        makeRoom();
        int room = chunk.capacity() - position;
        vector(1, chunk.segment().asSlice(position), room);
        return FuseCalls.readv(device, vectors, 3);
    }

    private void makeRoom() {
        if (chunk.exclusive()) {
            position = 0;
        } else if (position + Math.max(lastPayload, FuseRequest.BYTES) > chunk.capacity()) {
            next();
            position = 0;
        }
    }

    private void next() {
        Chunk next = pool.acquire(CHUNK_WAIT);
        chunk.release();
        chunk = next;
    }

    /**
     * The chunk with a write's data, {@code length} bytes from {@link #position} on.
     *
     * @param length at most {@link ChunkPool#PAYLOAD_BYTES}
     */
    Chunk payload(int length) {
        int room = chunk.capacity() - position;
        lastPayload = length;
        if (length > room) {
            Chunk full = chunk;
            Chunk next = pool.acquire(CHUNK_WAIT);
            MemorySegment.copy(full.segment(), position, next.segment(), 0, room);
            MemorySegment.copy(spill, 0, next.segment(), room, length - room);
            full.release();
            chunk = next;
            position = 0;
        }
        return chunk;
    }

    int position() {
        return position;
    }

    /** Keeps the payload just used from being received over. */
    void take(int length) {
        position += length;
    }

    /** The body of a small request. */
    byte[] body(int length) {
        byte[] body = new byte[length];
        int here = Math.min(length, FuseProtocol.IO_IN);
        MemorySegment target = MemorySegment.ofArray(body);
        MemorySegment.copy(head, FuseProtocol.IN_HEADER, target, 0, here);
        int room = Math.min(length - here, chunk.capacity() - position);
        MemorySegment.copy(chunk.segment(), position, target, here, room);
        MemorySegment.copy(spill, 0, target, here + room, length - here - room);
        return body;
    }

    private void vector(int index, MemorySegment base, long length) {
        vectors.set(ADDRESS, index * VECTOR, base);
        vectors.set(JAVA_LONG, index * VECTOR + ADDRESS.byteSize(), length);
    }

    @Override
    public void close() {
        chunk.release();
        pool.dismiss();
        arena.close();
    }
}
