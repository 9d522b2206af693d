package io.continuo.replication.mobility;

import io.continuo.api.error.Problem;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.Welcome;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The far end of a change log: what was sealed, what the target holds, and the session it says so
 * over. Two locks, {@link #sealing} before the other.
 */
final class LogTail {
    private final ChangeRing ring;
    private final Backlog backlog;
    private final Marks marks = new Marks();
    private final ReentrantLock sealing = new ReentrantLock();
    private final ReentrantLock releasing = new ReentrantLock();
    private volatile long next = 1;
    private volatile long durableSequence;
    private volatile long durableHeld;
    private volatile long safeSequence;

    // Guarded by releasing.
    private Session session;
    private boolean based;
    private long base;
    private final EpochSpan span = new EpochSpan();

    LogTail(ChangeRing ring, Backlog backlog) {
        this.ring = ring;
        this.backlog = backlog;
    }

    Backlog backlog() {
        return backlog;
    }

    /** Held while slots are read, so that they are not forgotten meanwhile. */
    ReentrantLock sealing() {
        return sealing;
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

    /** The stream's sequence the target holds for certain; 0 while not known. */
    long durableSequence() {
        return durableSequence;
    }

    /** The newest sequence of the ring the target holds; more may be safe on the way to it. */
    long durableHeld() {
        return durableHeld;
    }

    /** The target has lost what it held: this is all that counts from here on. */
    void trust(long durable) {
        releasing.lock();
        try {
            durableSequence = durable;
            safeSequence = durable;
        } finally {
            releasing.unlock();
        }
    }

    /**
     * The stream's sequence up to which changes were given up because they were safe elsewhere: who
     * has less has lost something.
     */
    long safeSequence() {
        return safeSequence;
    }

    /** A mark at a sequence of the ring; before that is published. */
    CompletableFuture<Position> mark(long sequence, long timeMicros) {
        return marks.add(sequence, timeMicros);
    }

    void failMarks(Problem problem) {
        marks.fail(problem);
    }

    /** Goes on from what is safe beyond the link; false if that lacks what was given up already. */
    boolean join(Session session, Welcome welcome) {
        releasing.lock();
        try {
            long kept = welcome.kept().sequence();
            long durable = welcome.durable().sequence();
            if (based) {
                long held = kept - base;
                if (held < backlog.floor() || held > ring.head()) {
                    return false;
                }
                backlog.release(held);
                durableHeld = Math.max(durableHeld, durable - base);
            } else {
                base = kept - backlog.floor();
                based = true;
                durableHeld = durable - base;
                span.welcome(welcome, durableHeld, backlog.floor());
            }
            next = backlog.floor() + 1;
            safeSequence = Math.max(safeSequence, kept);
            durableSequence = Math.max(durableSequence, durable);
            this.session = session;
            span.durable(durable - base, welcome.durable().timeMicros());
            return true;
        } finally {
            releasing.unlock();
        }
    }

    void leave(Session session) {
        releasing.lock();
        try {
            if (this.session == session) {
                this.session = null;
            }
        } finally {
            releasing.unlock();
        }
    }

    /** The target holds everything up to here; whether that was news. */
    boolean durable(Session from, Position position) {
        long held;
        long shift;
        releasing.lock();
        try {
            if (from != session || position.epoch() != from.epoch()) {
                return false;
            }
            shift = base;
            held = Math.min(position.sequence() - base, ring.head());
            if (held <= durableHeld) {
                return false;
            }
            durableHeld = held;
            if (held > backlog.floor()) {
                backlog.release(held);
                safeSequence = Math.max(safeSequence, base + held);
            }
            durableSequence = base + held;
            span.durable(held, position.timeMicros());
        } finally {
            releasing.unlock();
        }
        marks.durable(from.epoch(), shift, held);
        return true;
    }

    /** Everything up to here is safe on the way; whether that was news. */
    boolean kept(Session from, Position position) {
        releasing.lock();
        try {
            if (from != session || position.epoch() != from.epoch()) {
                return false;
            }
            long held = Math.min(position.sequence() - base, ring.head());
            if (held <= backlog.floor()) {
                return false;
            }
            backlog.release(held);
            safeSequence = Math.max(safeSequence, base + held);
            return true;
        } finally {
            releasing.unlock();
        }
    }

    /** Gives up all there is but its places; the session that ends with it, or null. */
    Session forget() {
        sealing.lock();
        releasing.lock();
        try {
            backlog.forget();
            next = ring.head() + 1;
            based = false;
            Session ended = session;
            session = null;
            return ended;
        } finally {
            releasing.unlock();
            sealing.unlock();
        }
    }

    /** Copies the oldest changes in memory, to be written to disk; how many. */
    int fillForDisk(FramePacker packer) {
        releasing.lock();
        try {
            long first = ring.tail() + 1;
            int count = packer.fill(first);
            backlog.spilling(first, count);
            return count;
        } finally {
            releasing.unlock();
        }
    }

    /**
     * They are on disk, up to {@code last}: memory is free of them.
     *
     * @param forgotten how often data had been forgotten when they were copied
     * @return false if they were forgotten meanwhile
     */
    boolean onDisk(long last, int forgotten, LogState state) {
        sealing.lock();
        releasing.lock();
        try {
            if (state.forgotten() != forgotten) {
                return false;
            }
            backlog.spilled(last);
            return true;
        } finally {
            releasing.unlock();
            sealing.unlock();
        }
    }

    void beginEpoch(long sequence) {
        releasing.lock();
        try {
            span.begin(sequence);
        } finally {
            releasing.unlock();
        }
    }

    void endEpoch(long sequence) {
        releasing.lock();
        try {
            span.end(sequence);
        } finally {
            releasing.unlock();
        }
    }

    boolean insideEpoch() {
        releasing.lock();
        try {
            return span.open();
        } finally {
            releasing.unlock();
        }
    }

    boolean consistentNow() {
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
