package io.continuo.replication.mobility;

import java.util.List;
import java.util.function.Supplier;

/**
 * Which blocks what is spilled changed, so that its data can be forgotten without reading it again.
 * Two sets, older and newer: when all the older one is about is durable, the newer takes its place.
 * So it may name blocks that are durable already, never too few. Guarded by its user.
 */
final class SpilledPlaces {
    private final Supplier<List<BlockBitmap>> make;
    private List<BlockBitmap> older;
    private List<BlockBitmap> newer;
    private long olderUpTo;
    private long newerUpTo;

    /**
     * @param make fresh bitmaps, one a disk
     */
    SpilledPlaces(Supplier<List<BlockBitmap>> make) {
        this.make = make;
        clear();
    }

    /** Changes up to {@code sequence} went to disk, at places told to {@link #changed}. */
    void spilled(long sequence) {
        newerUpTo = sequence;
    }

    void changed(int disk, long offset, long length) {
        newer.get(disk).set(offset, length);
    }

    /** Everything up to here is durable. */
    void durable(long sequence) {
        if (newerUpTo == 0 || sequence < olderUpTo) {
            return;
        }
        if (sequence >= newerUpTo) {
            clear();
            return;
        }
        older = newer;
        olderUpTo = newerUpTo;
        newer = make.get();
    }

    /** Adds all of it to {@code dirty}. */
    void addTo(List<BlockBitmap> dirty) {
        for (int disk = 0; disk < dirty.size(); disk++) {
            dirty.get(disk).addAll(older.get(disk));
            dirty.get(disk).addAll(newer.get(disk));
        }
    }

    final void clear() {
        older = make.get();
        newer = make.get();
        olderUpTo = 0;
        newerUpTo = 0;
    }
}
