package io.continuo.replication.mobility;

import io.continuo.api.machine.ChangeLogMode;
import io.continuo.replication.nbd.Chunk;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.RecordType;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The change log of a machine: one order over all its disks, bounded. While it has room it keeps
 * every change with its data until that is durable at the target; when it has not, it forgets the
 * data and keeps only which blocks changed (ARCHITECTURE.md: DATA → BITMAP → RESYNC).
 *
 * <p>Locks, in the order they are taken: producers' {@code lock}, then those of {@link LogTail}. A
 * producer may hold locks over regions of its disk.
 */
final class ChangeLog {
    /** Returned instead of a sequence for a change only the bitmap knows. */
    static final long NOT_LOGGED = 0;

    private static final long NEARLY_BYTES = 8 << 20;

    private final ChangeRing ring;
    private final ChunkPool chunks;
    private final ReentrantLock lock = new ReentrantLock();
    private final GuestWaits guests = new GuestWaits(lock);
    private final LogWriter writer;
    private final LogTail tail;
    private final LogState state;
    private final LogEpochs epochs;
    private final LogLine line;
    private final Optional<ChangeSpill> spill;
    private final WriteGate gate = new WriteGate();
    private volatile boolean retired;

    ChangeLog(
            ChangeRing ring,
            long byteLimit,
            ChunkPool chunks,
            InstantSource clock,
            List<BlockBitmap> dirty,
            Optional<ChangeSpill> spill) {
        this.ring = ring;
        this.chunks = chunks;
        this.writer = new LogWriter(ring, byteLimit, clock);
        this.spill = spill;
        SpilledPlaces places =
                new SpilledPlaces(() -> dirty.stream().map(BlockBitmap::sameSize).toList());
        this.tail = new LogTail(ring, new Backlog(ring, dirty, spill, places));
        this.state = new LogState(dirty, tail);
        this.epochs = new LogEpochs(ring, writer, tail, state);
        this.line = new LogLine(lock, tail, state, epochs, guests);
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
            while (state.flowing()) {
                if (writer.hasRoom(bytes) && chunk != null && kept == null) {
                    kept = spare(chunk, position, length);
                    position = kept == null ? position : 0;
                }
                if (writer.hasRoom(bytes) && (chunk == null || kept != null)) {
                    Slot slot = writer.put(type, disk, flags, offset, length);
                    slot.chunk = kept;
                    slot.position = position;
                    kept = null;
                    return writer.publish();
                }
                if (!waitForRoom()) {
                    forget(noRoom());
                }
            }
            state.dirty(disk).set(offset, length);
            return NOT_LOGGED;
        } finally {
            lock.unlock();
            if (kept != null) {
                kept.release();
            }
        }
    }

    private Reason noRoom() {
        if (line.up()) {
            return Reason.LINE_SLOW;
        }
        return spills() ? Reason.LOG_SLOW : Reason.LINE_AWAY;
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
        if (!line.up() && !spills() || !guests.mayWait()) {
            return false;
        }
        writer.press();
        return guests.step();
    }

    /** Logs that time passed or that a disk was flushed, if there is room; else nothing is lost. */
    void note(RecordType type, int disk) {
        lock.lock();
        try {
            if (state.flowing() && !ring.full()) {
                writer.put(type, disk, 0, 0, 0);
                writer.publish();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * A write begins; {@link #leave} follows.
     *
     * @throws RetiredException another log takes it
     */
    void enter() {
        gate.enter();
        if (retired) {
            gate.leave();
            throw new RetiredException();
        }
    }

    void leave() {
        gate.leave();
    }

    /** Whether writes are another log's from now on; those under way are not touched by it. */
    void retire(boolean now) {
        retired = now;
    }

    /** What every write of the guest passes. */
    WriteGate gate() {
        return gate;
    }

    /**
     * Logs a mark.
     *
     * @return done once it and all before it are durable; nothing if now is no consistent moment
     */
    Optional<CompletableFuture<Position>> mark(byte[] text) {
        lock.lock();
        try {
            if (!state.flowing() || ring.full() || !tail.consistentNow()) {
                return Optional.empty();
            }
            return Optional.of(putMark(text));
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<Position> putMark(byte[] text) {
        Slot slot = writer.put(RecordType.MARK, text);
        CompletableFuture<Position> mark = tail.mark(ring.head() + 1, slot.timeMicros);
        writer.publish();
        writer.wake();
        return mark;
    }

    // --- epochs, and from data to bitmap and back

    /** Logs that from here on the replica is not consistent, if that is not so already. */
    void beginEpoch(Reason why) {
        lock.lock();
        try {
            begin(why);
        } finally {
            lock.unlock();
        }
    }

    /**
     * A range may hold something nobody logged: it will be copied, in an epoch. The caller holds
     * its regions.
     */
    void unlogged(int disk, long offset, long length, Reason why) {
        lock.lock();
        try {
            state.dirty(disk).set(offset, length);
            begin(why);
        } finally {
            lock.unlock();
        }
    }

    private void begin(Reason why) {
        if (!epochs.begin(why)) {
            forget(why);
        }
    }

    /**
     * Logs that the replica is consistent from here on, and a mark, unless something has been
     * forgotten since {@code generation}.
     */
    Optional<CompletableFuture<Position>> endEpoch(int generation, byte[] markText) {
        lock.lock();
        try {
            return epochs.end(generation) ? Optional.of(putMark(markText)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the data of everything not durable and keeps only the places. */
    void forgetData(Reason why) {
        lock.lock();
        try {
            forget(why);
        } finally {
            lock.unlock();
        }
    }

    /** While only places are kept: they are so many that a resync is due. */
    void requireResync(Reason why) {
        lock.lock();
        try {
            if (!state.flowing()
                    && state.reason().stream()
                            .allMatch(now -> now.cause().mode() == ChangeLogMode.BITMAP)) {
                state.reason(why);
            }
        } finally {
            lock.unlock();
        }
    }

    private void forget(Reason why) {
        if (state.flowing()) {
            state.forget(why);
            guests.lookAll();
            writer.wake();
        }
    }

    // --- to disk

    /**
     * Whether the oldest changes should leave memory: while the line is away from half full on,
     * while it is up only when the guest would have to wait, for a line that keeps up needs no
     * disk.
     */
    boolean wantsSpilling() {
        return state.flowing()
                && spills()
                && (guests.any() || (line.up() ? writer.nearlyFull() : writer.halfFull()));
    }

    private boolean spills() {
        return spill.isPresent() && spill.get().usable();
    }

    /** Changes have left memory. */
    void roomMade() {
        guests.look();
    }

    Optional<ChangeSpill> spill() {
        return spill;
    }

    private long spilledBytes() {
        return spill.map(ChangeSpill::bytes).orElse(0L);
    }

    // --- what is so now

    ChangeRing ring() {
        return ring;
    }

    LogWriter writer() {
        return writer;
    }

    LogTail tail() {
        return tail;
    }

    /** Whether the target lacks anything of it. */
    boolean undurable() {
        return ring.head() > tail.durableHeld();
    }

    LogState state() {
        return state;
    }

    LogLine line() {
        return line;
    }

    /** Whether so little waits for the target that it has it in a moment. */
    boolean nearlyDurable() {
        return line.up() && ring.bytes() < NEARLY_BYTES && spilledBytes() == 0;
    }

    /** Whether so little waits that copying takes no room from the guest. */
    boolean roomForCopies() {
        return line.up() && writer.roomForCopies() && spilledBytes() == 0;
    }
}
