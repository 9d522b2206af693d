package io.continuo.replication.mobility;

import io.continuo.replication.stream.Frame;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What waits in a change log: the newest in memory, before that perhaps some on disk. Guarded by
 * {@link LogTail}, but for what says otherwise.
 */
final class Backlog {
    private final ChangeRing ring;
    private final List<BlockBitmap> dirty;
    private final Optional<ChangeSpill> spill;
    private final SpilledPlaces places;
    private volatile long floor;

    /**
     * @param dirty gets the places of what is forgotten, by disk
     * @param spill none where everything is kept in memory
     */
    Backlog(
            ChangeRing ring,
            List<BlockBitmap> dirty,
            Optional<ChangeSpill> spill,
            SpilledPlaces places) {
        this.ring = ring;
        this.dirty = dirty;
        this.spill = spill;
        this.places = places;
    }

    /**
     * Sequence up to which everything is safe elsewhere: at the target, or on the process server's
     * disk. For any thread.
     */
    long floor() {
        return floor;
    }

    /** Whether a sequence is in memory. */
    boolean inMemory(long sequence) {
        return sequence > ring.tail();
    }

    /** What is on disk from a sequence on; for any thread. */
    Optional<Frame> onDisk(long sequence) throws IOException {
        return spill.isPresent() ? spill.get().read(sequence) : Optional.empty();
    }

    void release(long sequence) {
        floor = sequence;
        if (sequence > ring.tail()) {
            ring.release(sequence);
        }
        if (spill.isPresent() && spill.get().bytes() > 0) {
            spill.get().release(sequence);
            places.durable(sequence);
        }
    }

    /** Everything up to here has been written to disk, and need not be in memory. */
    void spilled(long sequence) {
        if (sequence > ring.tail()) {
            ring.release(sequence);
        }
        if (floor >= sequence) {
            release(floor);
        }
    }

    /** These are about to be written to disk. */
    void spilling(long first, int count) {
        for (long at = first; at < first + count; at++) {
            Slot slot = ring.slot(at);
            if (slot.changesDisk()) {
                places.changed(slot.disk, slot.offset, slot.length);
            }
        }
        places.spilled(first + count - 1);
    }

    /** Gives up everything but its places. */
    void forget() {
        for (long at = ring.tail() + 1; at <= ring.head(); at++) {
            Slot slot = ring.slot(at);
            if (slot.changesDisk()) {
                dirty.get(slot.disk).set(slot.offset, slot.length);
            }
        }
        places.addTo(dirty);
        places.clear();
        ring.release(ring.head());
        floor = ring.head();
        spill.ifPresent(ChangeSpill::clear);
    }
}
