package io.continuo.replication.nbd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A piece of memory outside the heap that requests are received into and payloads are kept in.
 *
 * <p>A chunk is shared by counting: whoever wants the bytes to stay put after {@link
 * NbdExport#write} returned calls {@link #tryRetain()} or {@link #retain()} while inside that call,
 * and {@link #release()} once, from any thread, when done. The last release gives the memory back.
 * A byte that was handed out is never overwritten while anyone but the receiver holds the chunk.
 */
public final class Chunk {
    private final ChunkPool pool;
    private final ByteBuffer buffer;
    private final MemorySegment segment;
    private final boolean pooled;
    private final boolean keepable;
    private final Runnable free;
    private final AtomicInteger references = new AtomicInteger();

    Chunk(ChunkPool pool, ByteBuffer buffer, boolean pooled, boolean keepable, Runnable free) {
        this.pool = pool;
        this.buffer = buffer;
        this.segment = MemorySegment.ofBuffer(buffer);
        this.pooled = pooled;
        this.keepable = keepable;
        this.free = free;
    }

    /** Bytes this chunk can hold. */
    public int capacity() {
        return buffer.capacity();
    }

    /**
     * A view of some bytes, with a position and limit of its own; writing through it is for the
     * receiver only.
     */
    public ByteBuffer view(int position, int length) {
        return buffer.slice(position, length);
    }

    /** All bytes, for native calls. */
    public MemorySegment segment() {
        return segment;
    }

    /** Copies {@code length} bytes at {@code position} to a heap array; any thread may. */
    public void copyTo(int position, byte[] target, int targetPosition, int length) {
        buffer.get(position, target, targetPosition, length);
    }

    /** Whether the memory belongs to the pool; false for one made because the pool was empty. */
    public boolean pooled() {
        return pooled;
    }

    /** One more holder. Only a holder may call it. */
    public void retain() {
        int before = references.getAndIncrement();
        if (before <= 0) {
            throw new IllegalStateException("chunk retained after its last release");
        }
    }

    /**
     * One more holder, unless the bytes should not be kept: false when so much is kept already that
     * keeping more would let memory grow without bound. The caller then copies what it needs, or
     * remembers only the place (bitmap).
     */
    public boolean tryRetain() {
        if (!keepable) {
            return false;
        }
        retain();
        return true;
    }

    /** One holder less. */
    public void release() {
        release(1);
    }

    /** {@code holders} holders less, in one step. */
    public void release(int holders) {
        int after = references.addAndGet(-holders);
        if (after < 0 || holders <= 0) {
            throw new IllegalStateException("chunk released more often than retained");
        }
        if (after == 0) {
            pool.free(this, free);
        }
    }

    /** Whether the caller, a holder, is the only one. */
    public boolean exclusive() {
        return references.get() == 1;
    }

    /** The receiver's own buffer: its position and limit are nobody else's business. */
    ByteBuffer buffer() {
        return buffer;
    }

    boolean keepable() {
        return keepable;
    }

    void born() {
        if (!references.compareAndSet(0, 1)) {
            throw new IllegalStateException("chunk handed out while held");
        }
        buffer.clear();
    }
}
