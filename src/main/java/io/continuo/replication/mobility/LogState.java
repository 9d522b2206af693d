package io.continuo.replication.mobility;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import java.util.List;
import java.util.Optional;

/**
 * Whether a change log keeps data or, having forgotten some, only places. Changed by whoever holds
 * the producers' lock; read by anyone.
 */
final class LogState {
    private final List<BlockBitmap> dirty;
    private final LogTail tail;
    private volatile boolean flowing = true;
    private volatile int generation;
    private volatile int forgotten;
    private volatile Optional<Reason> reason = Optional.empty();
    private volatile boolean routine;

    /**
     * @param dirty gets the places of what is forgotten, by disk
     */
    LogState(List<BlockBitmap> dirty, LogTail tail) {
        this.dirty = List.copyOf(dirty);
        this.tail = tail;
    }

    /** Whether changes are kept with their data. */
    boolean flowing() {
        return flowing;
    }

    /** Changes with every change of {@link #flowing}. */
    int generation() {
        return generation;
    }

    /** How often data was forgotten: each time the stream goes on in a new epoch of its sender. */
    int forgotten() {
        return forgotten;
    }

    /** Why the replica is not, or will not be, consistent; empty otherwise. */
    Optional<Reason> reason() {
        return reason;
    }

    void reason(Reason why) {
        reason = why.routine() ? Optional.empty() : Optional.of(why);
        routine = why.routine();
    }

    /** Whether the replica is not consistent for a moment only, as is usual for its machine. */
    boolean routine() {
        return routine;
    }

    /** All is well again. */
    void wellAgain() {
        routine = false;
        reason = Optional.empty();
    }

    /** Blocks whose data was forgotten, of a disk. */
    BlockBitmap dirty(int disk) {
        return dirty.get(disk);
    }

    boolean nothingForgotten() {
        return dirty.stream().allMatch(BlockBitmap::isEmpty);
    }

    /** Forgets the data of everything not durable and keeps only the places. */
    void forget(Reason why) {
        flowing = false;
        generation++;
        forgotten++;
        reason = Optional.of(why);
        routine = false;
        Session ended = tail.forget();
        tail.failMarks(
                Problem.of(
                        ErrorCode.LINK_LOST,
                        "The point was not made.",
                        why.text() + " Its place in the order of changes is lost.",
                        "Make it again when the machine is back in delta."));
        if (ended != null) {
            ended.endLater(why.text());
        }
    }

    /** Data is kept again. */
    void flow() {
        flowing = true;
        generation++;
    }
}
