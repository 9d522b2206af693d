package io.continuo.replication.mobility;

import io.continuo.replication.nbd.Chunk;

/**
 * The newest changes of a machine, in order, by sequence number: first is 1. Producers, who take
 * turns, add at the head; the durable tail is given up by whoever hears acknowledgements. What lies
 * between stays as it is, so it can be sealed, and sealed again, without a lock.
 */
final class ChangeRing {
    static final int CAPACITY = 65_536;

    private final Slot[] slots;
    private final int mask;
    private volatile long head;
    private volatile long tail;
    private volatile long releasedBytes;
    private long pushedBytes;

    ChangeRing(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("not a power of two: " + capacity);
        }
        slots = new Slot[capacity];
        for (int i = 0; i < capacity; i++) {
            slots[i] = new Slot();
        }
        mask = capacity - 1;
    }

    /** Sequence of the newest change; 0 before the first. */
    long head() {
        return head;
    }

    /** Sequence up to which everything was given up. */
    long tail() {
        return tail;
    }

    long size() {
        return head - tail;
    }

    /** How many more changes fit. */
    long room() {
        return slots.length - size();
    }

    boolean full() {
        return room() == 0;
    }

    /** Data bytes held. Exact for a producer in its turn, nearly so for others. */
    long bytes() {
        return pushedBytes - releasedBytes;
    }

    /** Data bytes given up so far. */
    long releasedBytes() {
        return releasedBytes;
    }

    Slot slot(long sequence) {
        return slots[(int) sequence & mask];
    }

    /** The place the next change goes to; for a producer in its turn, if not {@link #full}. */
    Slot next() {
        return slots[(int) (head + 1) & mask];
    }

    /** Makes {@link #next} visible to others; returns its sequence. */
    long publish() {
        long sequence = head + 1;
        pushedBytes += slot(sequence).payloadLength();
        head = sequence;
        return sequence;
    }

    /** Gives up everything up to {@code sequence}. One thread at a time. */
    void release(long sequence) {
        Chunk run = null;
        int holders = 0;
        long bytes = 0;
        for (long at = tail + 1; at <= sequence; at++) {
            Slot slot = slot(at);
            bytes += slot.payloadLength();
            Chunk chunk = slot.chunk;
            slot.chunk = null;
            if (chunk == null) {
                continue;
            }
            if (chunk != run) {
                if (run != null) {
                    run.release(holders);
                }
                run = chunk;
                holders = 0;
            }
            holders++;
        }
        if (run != null) {
            run.release(holders);
        }
        releasedBytes += bytes;
        tail = Math.max(tail, sequence);
    }
}
