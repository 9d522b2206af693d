package io.continuo.replication.gateway;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Bytes all streams of a process server may hold together. */
final class CacheBudget {
    private final long total;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long used;

    CacheBudget(long total) {
        this.total = total;
    }

    /**
     * Waits for room. A piece is let in whenever anything is free, so that none is too large.
     *
     * @return false if {@code abandoned} became true first; see {@link #wake}
     */
    boolean take(long bytes, BooleanSupplier abandoned) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (used >= total && !abandoned.getAsBoolean()) {
                changed.await();
            }
            if (abandoned.getAsBoolean()) {
                return false;
            }
            used += bytes;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void give(long bytes) {
        lock.lock();
        try {
            used -= bytes;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets everyone who waits look again whether it was abandoned. */
    void wake() {
        give(0);
    }

    long used() {
        lock.lock();
        try {
            return used;
        } finally {
            lock.unlock();
        }
    }

    long total() {
        return total;
    }
}
