package io.continuo.replication.mobility;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.replication.nbd.Chunk;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.RecordType;
import io.continuo.replication.stream.Welcome;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The change log of a machine: one order over all its disks, bounded. While it has room it keeps
 * every change with its data until that is durable at the target; when it has not, it forgets the
 * data and keeps only which blocks changed (ARCHITECTURE.md: DATA → BITMAP → RESYNC).
 *
 * <p>Locks, in the order they are taken: producers' {@code lock}, {@code sealing}, {@code
 * releasing}. A producer may hold locks over regions of its disk.
 */
final class ChangeLog {
    /** Returned instead of a sequence for a change only the bitmap knows. */
    static final long NOT_LOGGED = 0;

    private static final long WAIT_STEP = Duration.ofMillis(2).toNanos();

    private final ChangeRing ring;
    private final long byteLimit;
    private final ChunkPool chunks;
    private final InstantSource clock;
    private final List<BlockBitmap> dirty;
    private final Marks marks = new Marks();
    private final StallBudget stalls = new StallBudget(System.nanoTime());
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition drained = lock.newCondition();
    private final ReentrantLock sealing = new ReentrantLock();
    private final ReentrantLock releasing = new ReentrantLock();

    private volatile Runnable wake = () -> {};
    private volatile boolean consumerIdle;
    private volatile boolean lineUp;
    private volatile boolean flowing = true;
    private volatile int generation;
    private volatile int forgotten;
    private volatile String cause = "";
    private volatile int waiters;
    private volatile long durableSequence;
    private long lastTime;

    // Guarded by releasing.
    private Session session;
    private boolean based;
    private long base;
    private final EpochSpan span = new EpochSpan();

    private volatile long next = 1;

    ChangeLog(
            ChangeRing ring,
            long byteLimit,
            ChunkPool chunks,
            InstantSource clock,
            List<BlockBitmap> dirty) {
        this.ring = ring;
        this.byteLimit = byteLimit;
        this.chunks = chunks;
        this.clock = clock;
        this.dirty = List.copyOf(dirty);
    }

    /** What to call when the consumer is to look: it has slept, or room is getting short. */
    void onWake(Runnable wake) {
        this.wake = wake;
    }

    // --- producers

    /**
     * Logs a change of a disk; the caller holds its regions. Never fails: what cannot be kept is
     * noted in the bitmap.
     *
     * @param chunk holds a write's data at {@code position}; null for zeros and trims
     * @return its sequence, or {@link #NOT_LOGGED}
     */
    long change(
            RecordType type,
            int disk,
            int flags,
            long offset,
            int length,
            Chunk chunk,
            int position) {
        int bytes = chunk == null ? 0 : length;
        Chunk kept = chunk != null && chunk.tryRetain() ? chunk : null;
        lock.lock();
        try {
            while (flowing) {
                if (hasRoom(bytes) && chunk != null && kept == null) {
                    kept = spare(chunk, position, length);
                    position = kept == null ? position : 0;
                }
                if (hasRoom(bytes) && (chunk == null || kept != null)) {
                    Slot slot = ring.next();
                    slot.set(type, disk, flags, offset, length, now());
                    slot.chunk = kept;
                    slot.position = position;
                    kept = null;
                    return publish();
                }
                if (!waitForRoom()) {
                    forget(
                            lineUp
                                    ? "The line is slower than the machine writes."
                                    : "The line was away for longer than the change log lasts.");
                }
            }
            dirty.get(disk).set(offset, length);
            return NOT_LOGGED;
        } finally {
            lock.unlock();
            if (kept != null) {
                kept.release();
            }
        }
    }

    /** Logs that time passed or that a disk was flushed, if there is room; else nothing is lost. */
    void note(RecordType type, int disk) {
        lock.lock();
        try {
            if (flowing && !ring.full()) {
                ring.next().set(type, disk, 0, 0, 0, now());
                publish();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Logs a mark.
     *
     * @return done once it and all before it are durable; nothing if now is no consistent moment
     */
    Optional<CompletableFuture<Position>> mark(byte[] text) {
        lock.lock();
        try {
            if (!flowing || ring.full() || !consistentNow()) {
                return Optional.empty();
            }
            return Optional.of(putMark(text));
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<Position> putMark(byte[] text) {
        Slot slot = ring.next();
        slot.set(RecordType.MARK, 0, 0, 0, 0, now());
        slot.text = text;
        CompletableFuture<Position> mark = marks.add(ring.head() + 1, slot.timeMicros);
        publish();
        wake.run();
        return mark;
    }

    /** Logs that from here on the replica is not consistent, if that is not so already. */
    void beginEpoch(String why) {
        lock.lock();
        try {
            beginIfNeeded(why);
        } finally {
            lock.unlock();
        }
    }

    /**
     * A range may hold something nobody logged: it will be copied, in an epoch. The caller holds
     * its regions.
     */
    void unlogged(int disk, long offset, long length, String why) {
        lock.lock();
        try {
            dirty.get(disk).set(offset, length);
            beginIfNeeded(why);
        } finally {
            lock.unlock();
        }
    }

    private void beginIfNeeded(String why) {
        if (!flowing || insideEpoch()) {
            return;
        }
        if (ring.full()) {
            forget(why);
        } else {
            putBegin(why);
        }
    }

    private void putBegin(String why) {
        cause = why;
        Slot slot = ring.next();
        slot.set(RecordType.EPOCH_BEGIN, 0, 0, 0, 0, now());
        slot.text = why.getBytes(StandardCharsets.UTF_8);
        long sequence = publish();
        releasing.lock();
        try {
            span.begin(sequence);
        } finally {
            releasing.unlock();
        }
    }

    /**
     * Logs that the replica is consistent from here on, and a mark, unless something has been
     * forgotten since {@code generation}.
     */
    Optional<CompletableFuture<Position>> endEpoch(int generation, byte[] markText) {
        lock.lock();
        try {
            if (!flowing
                    || generation != this.generation
                    || ring.room() < 2
                    || !dirty.stream().allMatch(BlockBitmap::isEmpty)) {
                return Optional.empty();
            }
            Slot slot = ring.next();
            slot.set(RecordType.EPOCH_END, 0, 0, 0, 0, now());
            long sequence = publish();
            releasing.lock();
            try {
                span.end(sequence);
            } finally {
                releasing.unlock();
            }
            cause = "";
            return Optional.of(putMark(markText));
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom(int bytes) {
        return !ring.full() && (ring.bytes() + bytes <= byteLimit || ring.size() == 0);
    }

    /** A copy the log may keep, when the original may not be kept. */
    private Chunk spare(Chunk chunk, int position, int length) {
        Chunk spare = chunks.tryAcquire(Duration.ZERO).orElse(null);
        if (spare != null) {
            spare.view(0, length).put(chunk.view(position, length));
        }
        return spare;
    }

    /** Waits a little for room; false when the guest has waited all it may. */
    private boolean waitForRoom() {
        long before = System.nanoTime();
        long left = lineUp ? stalls.left(before) : 0;
        if (left < WAIT_STEP) {
            return false;
        }
        wake.run();
        waiters++;
        try {
            drained.awaitNanos(WAIT_STEP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiters--;
            stalls.spend(System.nanoTime() - before);
        }
        return true;
    }

    private long publish() {
        long sequence = ring.publish();
        if (consumerIdle) {
            consumerIdle = false;
            wake.run();
        } else if (ring.bytes() > byteLimit / 2 || ring.room() < ring.size()) {
            wake.run();
        }
        return sequence;
    }

    /** Source time, µs since 1970, never going back. */
    private long now() {
        Instant now = clock.instant();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
        lastTime = Math.max(lastTime, micros);
        return lastTime;
    }

    // --- from data to bitmap and back

    /** Forgets the data of everything not durable and keeps only the places. */
    void forgetData(String why) {
        lock.lock();
        try {
            forget(why);
        } finally {
            lock.unlock();
        }
    }

    private void forget(String why) {
        if (!flowing) {
            return;
        }
        Session ended;
        sealing.lock();
        releasing.lock();
        try {
            for (long at = ring.tail() + 1; at <= ring.head(); at++) {
                Slot slot = ring.slot(at);
                if (slot.changesDisk()) {
                    dirty.get(slot.disk).set(slot.offset, slot.length);
                }
            }
            ring.release(ring.head());
            next = ring.head() + 1;
            flowing = false;
            based = false;
            generation++;
            forgotten++;
            cause = why;
            ended = session;
            session = null;
        } finally {
            releasing.unlock();
            sealing.unlock();
        }
        marks.fail(
                Problem.of(
                        ErrorCode.LINK_LOST,
                        "The point was not made.",
                        why + " Its place in the order of changes is lost.",
                        "Make it again when the machine is back in delta."));
        drained.signalAll();
        if (ended != null) {
            ended.endLater(why);
        }
        wake.run();
    }

    // --- the consumer

    /**
     * Joins the log to a link: from here on what {@link Session} hears counts, and {@link #next()}
     * is what the target lacks.
     *
     * @return false if the target lacks what was given up already; nothing is changed then
     */
    boolean attach(Session session, Welcome welcome) {
        lock.lock();
        try {
            releasing.lock();
            try {
                long durable = welcome.durable().sequence();
                if (based) {
                    long held = durable - base;
                    if (held < ring.tail() || held > ring.head()) {
                        return false;
                    }
                    ring.release(held);
                } else {
                    base = durable - ring.tail();
                    based = true;
                    span.welcome(welcome, ring.tail());
                }
                next = ring.tail() + 1;
                durableSequence = durable;
                this.session = session;
                span.durable(ring.tail(), welcome.durable().timeMicros());
            } finally {
                releasing.unlock();
            }
            lineUp = true;
            if (!flowing) {
                flowing = true;
                generation++;
                if (!welcome.insideEpoch()) {
                    putBegin(cause);
                }
            }
        } finally {
            lock.unlock();
        }
        session.heard().ifPresent(position -> durable(session, position));
        return true;
    }

    /** The line is gone: no guest waits for it. */
    void detach(Session session) {
        releasing.lock();
        try {
            if (this.session == session) {
                this.session = null;
            }
        } finally {
            releasing.unlock();
        }
        lineUp = false;
        lock.lock();
        try {
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The target holds everything up to here: it need not be kept any longer (invariant 4). */
    void durable(Session from, Position position) {
        long held;
        long shift;
        releasing.lock();
        try {
            if (from != session || position.epoch() != from.epoch()) {
                return;
            }
            shift = base;
            held = Math.min(position.sequence() - base, ring.head());
            if (held <= ring.tail()) {
                return;
            }
            ring.release(held);
            durableSequence = base + held;
            span.durable(held, position.timeMicros());
        } finally {
            releasing.unlock();
        }
        marks.durable(from.epoch(), shift, held);
        if (waiters > 0) {
            lock.lock();
            try {
                drained.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Held while slots are read, so that they are not forgotten meanwhile. */
    ReentrantLock sealing() {
        return sealing;
    }

    ChangeRing ring() {
        return ring;
    }

    InstantSource clock() {
        return clock;
    }

    /** The sequence to seal next; read and moved under {@link #sealing}. */
    long next() {
        return next;
    }

    void sealed(long upTo) {
        next = upTo + 1;
    }

    /** What makes a sequence of the ring one of the stream. */
    long base() {
        return base;
    }

    /** Says the consumer is about to sleep; it must look at the head again afterwards. */
    void consumerIdle(boolean idle) {
        consumerIdle = idle;
    }

    // --- what is so now

    boolean flowing() {
        return flowing;
    }

    /** Whether so little waits that copying takes no room from the guest. */
    boolean roomForCopies() {
        return lineUp && ring.bytes() < byteLimit / 2 && ring.room() > ring.size();
    }

    boolean lineUp() {
        return lineUp;
    }

    int generation() {
        return generation;
    }

    /** How often data was forgotten: each time the stream goes on in a new epoch of its sender. */
    int forgotten() {
        return forgotten;
    }

    /** Why the replica is not, or will not be, consistent; empty otherwise. */
    String cause() {
        return cause;
    }

    boolean insideEpoch() {
        releasing.lock();
        try {
            return span.open();
        } finally {
            releasing.unlock();
        }
    }

    /** The stream's sequence the target holds for certain; 0 while not known. */
    long durableSequence() {
        return durableSequence;
    }

    private boolean consistentNow() {
        releasing.lock();
        try {
            return based && !span.open();
        } finally {
            releasing.unlock();
        }
    }

    /** Source time up to which the target holds everything consistently; 0 if nothing. */
    long consistentMicros() {
        releasing.lock();
        try {
            return span.consistentMicros();
        } finally {
            releasing.unlock();
        }
    }
}
