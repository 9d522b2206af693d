package io.continuo.replication.mobility;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks over the regions of a disk, so that writing a place and logging the write are one step
 * while writes elsewhere go on. {@link Long#SIZE} locks serve all regions.
 */
final class RegionLocks {
    private final ReentrantLock[] stripes = new ReentrantLock[Long.SIZE];

    RegionLocks() {
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    /** Locks the regions from {@code first} to {@code last}. */
    void lock(int first, int last) {
        if (first == last) {
            stripes[first % Long.SIZE].lock();
            return;
        }
        // Ascending, so that two who want overlapping ranges never wait for each other.
        for (long left = mask(first, last); left != 0; left &= left - 1) {
            stripes[Long.numberOfTrailingZeros(left)].lock();
        }
    }

    void unlock(int first, int last) {
        if (first == last) {
            stripes[first % Long.SIZE].unlock();
            return;
        }
        for (long left = mask(first, last); left != 0; left &= left - 1) {
            stripes[Long.numberOfTrailingZeros(left)].unlock();
        }
    }

    private static long mask(int first, int last) {
        if (last - first + 1 >= Long.SIZE) {
            return -1L;
        }
        long mask = 0;
        for (int region = first; region <= last; region++) {
            mask |= 1L << region;
        }
        return mask;
    }
}
