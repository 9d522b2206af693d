package io.continuo.replication.nbd;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded stock of {@link Chunk}s, reused last in first out so that the hottest memory is used
 * again first.
 *
 * <p>When all are held, {@link #acquire} waits a little and then makes a private chunk instead of
 * waiting on: a guest's write must not depend on how fast changes travel (ARCHITECTURE.md,
 * invariant 1). At most as many private chunks as pooled ones may be kept by others; beyond that
 * they serve the write but {@link Chunk#tryRetain} says no, so memory stays bounded by twice the
 * pool plus one chunk for each connection. What connections receive into comes on top of the limit:
 * idle clients must not use up what payloads are kept in.
 */
public final class ChunkPool {
    /** Payload of the largest request handled in one piece. */
    public static final int PAYLOAD_BYTES = 1 << 20;

    /** Room beside the payload for the headers of the requests that carry it. */
    private static final int HEADER_ROOM = 4096;

    /** Bytes in one chunk. */
    public static final int CHUNK_BYTES = PAYLOAD_BYTES + HEADER_ROOM;

    /** Chunks in a pool unless told otherwise: 64 MiB. */
    public static final int DEFAULT_CHUNKS = 64;

    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition returned = lock.newCondition();
    private final ArrayDeque<Chunk> free = new ArrayDeque<>();
    private int receivers;
    private int made;
    private int privateHeld;

    public ChunkPool() {
        this(DEFAULT_CHUNKS);
    }

    /**
     * @param limit most chunks the pool owns besides those received into; they are made when first
     *     needed
     */
    public ChunkPool(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a pool needs at least one chunk: " + limit);
        }
        this.limit = limit;
    }

    /** A chunk of the pool held by the caller, or nothing if none was returned in time. */
    public Optional<Chunk> tryAcquire(Duration timeout) {
        long nanos = timeout.toNanos();
        lock.lock();
        try {
            while (free.isEmpty() && made >= limit + receivers) {
                if (nanos <= 0) {
                    return Optional.empty();
                }
                nanos = returned.awaitNanos(nanos);
            }
            Chunk chunk = free.isEmpty() ? make() : free.pop();
            chunk.born();
            return Optional.of(chunk);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** A chunk held by the caller: of the pool if one is returned in time, else a private one. */
    public Chunk acquire(Duration timeout) {
        return tryAcquire(timeout).orElseGet(this::makePrivate);
    }

    /** Chunks of the pool that someone holds. */
    public int held() {
        lock.lock();
        try {
            return made - free.size();
        } finally {
            lock.unlock();
        }
    }

    /** Private chunks that someone holds; more than zero means the pool is too small or stuck. */
    public int privateHeld() {
        lock.lock();
        try {
            return privateHeld;
        } finally {
            lock.unlock();
        }
    }

    /** Most chunks the pool owns besides those received into. */
    public int limit() {
        return limit;
    }

    /** A receiver comes, and may hold one chunk beyond the limit, until {@link #dismiss}. */
    public void admit() {
        lock.lock();
        try {
            receivers++;
            returned.signal();
        } finally {
            lock.unlock();
        }
    }

    /** A receiver has gone. */
    public void dismiss() {
        lock.lock();
        try {
            receivers--;
            while (made > limit + receivers && !free.isEmpty()) {
                free.removeLast();
                made--;
            }
        } finally {
            lock.unlock();
        }
    }

    private Chunk make() {
        made++;
        return new Chunk(this, ByteBuffer.allocateDirect(CHUNK_BYTES), true, true, () -> {});
    }

    private Chunk makePrivate() {
        // An arena, because waiting for the collector to free these would let them pile up.
        Arena arena = Arena.ofShared();
        ByteBuffer buffer = arena.allocate(CHUNK_BYTES, 4096).asByteBuffer();
        lock.lock();
        try {
            boolean keepable = privateHeld < limit;
            privateHeld++;
            Chunk chunk = new Chunk(this, buffer, false, keepable, arena::close);
            chunk.born();
            return chunk;
        } finally {
            lock.unlock();
        }
    }

    void free(Chunk chunk, Runnable free) {
        lock.lock();
        try {
            if (chunk.pooled() && made > limit + receivers) {
                made--;
            } else if (chunk.pooled()) {
                this.free.push(chunk);
                returned.signal();
            } else {
                privateHeld--;
            }
        } finally {
            lock.unlock();
        }
        free.run();
    }
}
