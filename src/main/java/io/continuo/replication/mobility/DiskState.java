package io.continuo.replication.mobility;

import io.continuo.replication.nbd.DiskFile;
import io.continuo.replication.stream.Leaves;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** What is known of how a disk and its replica differ. */
final class DiskState {
    private final int index;
    private final DiskFile file;
    private final ActivityLog activity;
    private final BlockBitmap dirty;
    private final BlockBitmap unknown;
    private final RegionLocks locks = new RegionLocks();
    private final AtomicLong synced = new AtomicLong();
    private volatile IOException failure;
    private volatile long joined;
    private volatile boolean edgeEqual;

    /** All of which points hold. */
    DiskState(int index, DiskFile file, ActivityLog activity, BlockBitmap dirty) {
        this(index, file, activity, dirty, file.size());
    }

    /**
     * @param dirty blocks of {@link Leaves#BYTES} that differ for certain, shared with the log
     * @param joined points hold the disk up to here; what is behind is new
     */
    DiskState(int index, DiskFile file, ActivityLog activity, BlockBitmap dirty, long joined) {
        this.joined = joined;
        this.index = index;
        this.file = file;
        this.activity = activity;
        this.dirty = dirty;
        this.unknown = new BlockBitmap(file.size(), ActivityLog.REGION_BYTES);
        for (int region = 0; region < unknown.blocks(); region++) {
            if (activity.isActive(region)) {
                unknown.set(region);
            }
        }
    }

    static BlockBitmap dirtyBitmap(long size) {
        return new BlockBitmap(size, Leaves.BYTES);
    }

    int index() {
        return index;
    }

    DiskFile file() {
        return file;
    }

    /** Size of the file or device; 0 where that cannot be told, or QEMU has it. */
    long sizeNow() {
        try {
            return file.sizeNow();
        } catch (IOException e) {
            return 0;
        }
    }

    ActivityLog activity() {
        return activity;
    }

    /** Blocks to copy. */
    BlockBitmap dirty() {
        return dirty;
    }

    /** Regions to compare, or to copy for a replica that holds nothing yet. */
    BlockBitmap unknown() {
        return unknown;
    }

    RegionLocks locks() {
        return locks;
    }

    int region(long offset) {
        return (int) (offset / ActivityLog.REGION_BYTES);
    }

    boolean clean() {
        return unknown.isEmpty() && dirty.isEmpty();
    }

    /**
     * Whether nothing is open in what points hold. The region a grown disk ended in counts as new
     * as long as its beginning is known to be equal.
     */
    boolean joinedClean() {
        long edge = joined - joined % ActivityLog.REGION_BYTES;
        return !unknown.any(0, edgeEqual && joining() ? edge : joined) && !dirty.any(0, joined);
    }

    /** It began with everything equal but what is new. */
    void beganEqual() {
        edgeEqual = true;
    }

    /** Whether points do not hold any of it yet. */
    boolean isNew() {
        return joined == 0 && file.size() > 0;
    }

    /** Whether points do not hold all of it yet. */
    boolean joining() {
        return joined < file.size();
    }

    /** It is compared from its beginning, later; what is marked is in that. */
    void beginAnew() {
        if (!dirty.isEmpty()) {
            forgetAll();
            for (int block = dirty.next(0); block >= 0; block = dirty.next(block + 1)) {
                dirty.clear(block);
            }
        }
    }

    /** From now on points may hold all of it. */
    void join() {
        joined = file.size();
    }

    /** Whether every region is to be compared. */
    boolean allUnknown() {
        return unknown.bytes() == file.size();
    }

    /** Bytes still to be looked at or copied. */
    long openBytes() {
        return unknown.bytes() + dirty.bytes();
    }

    /** Nothing is known of the replica any more. */
    void forgetAll() {
        edgeEqual = false;
        activity.activateAll();
        unknown.setAll();
    }

    /** Why the disk can no longer be made durable; null while it can. */
    IOException failure() {
        return failure;
    }

    /** Makes the disk durable, with all changes up to {@code sequence}. */
    void sync(long sequence) throws IOException {
        try {
            file.sync();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
        synced.accumulateAndGet(sequence, Math::max);
    }

    /**
     * Lets regions rest that have been quiet and are equal and durable at both ends.
     *
     * @param durable sequence up to which the target holds everything
     * @param quiet regions changed after this sequence are left active: they will be again
     * @param head newest sequence
     */
    void settle(long durable, long quiet, long head) throws IOException {
        boolean found = false;
        long newest = 0;
        for (int region = 0; region < activity.regions(); region++) {
            if (mayRest(region, durable, quiet)) {
                found = true;
                newest = Math.max(newest, activity.lastSequence(region));
            }
        }
        if (!found) {
            return;
        }
        if (newest > synced.get()) {
            sync(head);
        }
        for (int region = 0; region < activity.regions(); region++) {
            if (mayRest(region, durable, quiet)) {
                restIfStill(region, durable, quiet);
            }
        }
        activity.storeRested();
    }

    private void restIfStill(int region, long durable, long quiet) {
        locks.lock(region, region);
        try {
            if (mayRest(region, durable, quiet) && activity.lastSequence(region) <= synced.get()) {
                activity.rest(region);
            }
        } finally {
            locks.unlock(region, region);
        }
    }

    private boolean mayRest(int region, long durable, long quiet) {
        if (!activity.isActive(region)) {
            return false;
        }
        long last = activity.lastSequence(region);
        return last <= durable
                && last <= quiet
                && !unknown.get(region)
                && !dirty.any(unknown.offset(region), unknown.length(region));
    }
}
