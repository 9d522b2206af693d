package io.continuo.replication.gateway;

import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.RecordType;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * A stretch of a stream that still grows. For each block of the disks it knows the newest change
 * that fills it, and for each change how many of its blocks nothing has filled since: with none
 * left it need not travel. Changes that do not begin and end at blocks always do. Guarded by its
 * user.
 *
 * <p>Bounded: {@link #isFull} says when to begin another, at about 5 MiB of memory.
 */
final class OpenSpan {
    /** What nearly every guest writes in. */
    static final int BLOCK = 4096;

    /** What some do: logs of databases, old file systems. */
    static final int SMALL_BLOCK = 512;

    /**
     * Data that it may be told of: half of a stretch is no place to recover to, so what the line
     * needs for one is what a disaster meanwhile may cost.
     */
    private static final long MOST_BYTES = 256 << 20;

    /** Different blocks, and changes, that it may be told of. */
    private static final int MOST_BLOCKS = 1 << 16;

    private static final int MOST_CHANGES = 1 << 19;

    /** A longer change, a trim of a whole disk say, is passed over: it stands for nothing. */
    private static final int LONGEST = 4 << 20;

    /** It must save so much, and such a part of its data: it costs the seconds in between. */
    private static final long LEAST_SAVED = 16 << 10;

    private static final int LEAST_PART = 4;

    private final long first;
    private final int block;
    private final BitSet superseded = new BitSet();
    private int count;
    private long bytes;
    private long saved;
    private int wholeAt;

    /** How many do not begin or end at a block of 4 KiB. */
    private int ragged;

    /** By change: its blocks, and those that nothing has filled since. */
    private short[] blocks = new short[256];

    private short[] live = new short[256];

    /**
     * A hash table, open addressing: disk and block, one added so that 0 is free; newest change.
     */
    private long[] keys = new long[1024];

    private int[] newest = new int[1024];
    private int used;

    /**
     * @param block its bytes, {@link #BLOCK} or {@link #SMALL_BLOCK}
     */
    OpenSpan(long first, int block) {
        this.first = first;
        this.block = block;
    }

    /**
     * How the next one is to look: small blocks cost more, and are for guests that write in them.
     */
    int nextBlock() {
        return ragged > count / 4 ? SMALL_BLOCK : BLOCK;
    }

    long first() {
        return first;
    }

    /** Sequence of the next change it is to be told of. */
    long next() {
        return first + count;
    }

    boolean isFull() {
        return bytes >= MOST_BYTES || count >= MOST_CHANGES || used >= MOST_BLOCKS;
    }

    void add(ChangeRecord change) {
        if (count == live.length) {
            blocks = Arrays.copyOf(blocks, count * 2);
            live = Arrays.copyOf(live, count * 2);
        }
        int index = count++;
        bytes += change.payloadLength();
        if (change.offset() % BLOCK != 0 || change.length() % BLOCK != 0) {
            ragged++;
        }
        boolean fills =
                switch (change.type()) {
                    case WRITE, ZERO, TRIM -> change.length() <= LONGEST;
                    case FLUSH, TICK, MARK, EPOCH_BEGIN, EPOCH_END, SUPERSEDED -> false;
                };
        if (!fills) {
            return;
        }
        long from = (change.offset() + block - 1) / block;
        long to = (change.offset() + change.length()) / block;
        for (long at = from; at < to; at++) {
            int before = fill((long) change.disk() << 48 | at, index);
            if (before >= 0 && live[before] > 0 && --live[before] == 0) {
                superseded.set(before);
                saved += (long) blocks[before] * block;
                wholeAt = index;
            }
        }
        if (change.type() == RecordType.WRITE
                && change.offset() % block == 0
                && change.length() % block == 0) {
            blocks[index] = (short) (to - from);
            live[index] = blocks[index];
        }
    }

    /** Makes a change the newest of a block; the one it was before, or -1. */
    private int fill(long place, int change) {
        if (used * 2 >= keys.length) {
            grow();
        }
        int at = slot(keys, place + 1);
        if (keys[at] != 0) {
            int before = newest[at];
            newest[at] = change;
            return before;
        }
        keys[at] = place + 1;
        newest[at] = change;
        used++;
        return -1;
    }

    private void grow() {
        long[] wider = new long[keys.length * 2];
        int[] changes = new int[wider.length];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                int at = slot(wider, keys[i]);
                wider[at] = keys[i];
                changes[at] = newest[i];
            }
        }
        keys = wider;
        newest = changes;
    }

    private static int slot(long[] table, long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int at = (int) (mixed >>> 32) & (table.length - 1);
        while (table[at] != 0 && table[at] != key) {
            at = (at + 1) & (table.length - 1);
        }
        return at;
    }

    /** What it has found; nothing where too little can be left out to be worth it. */
    Optional<Span> close() {
        boolean worthwhile = saved >= LEAST_SAVED && saved >= bytes / LEAST_PART;
        return worthwhile
                ? Optional.of(new Span(first, next() - 1, first + wholeAt, superseded))
                : Optional.empty();
    }
}
