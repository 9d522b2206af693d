package io.continuo.replication.mobility;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** Lets producers wait for room a little at a time, within a {@link StallBudget}. */
final class GuestWaits {
    private static final long STEP = Duration.ofMillis(2).toNanos();

    private final Lock lock;
    private final Condition drained;
    private final StallBudget stalls = new StallBudget(System.nanoTime());
    private volatile int waiters;

    /**
     * @param lock held by whoever waits
     */
    GuestWaits(Lock lock) {
        this.lock = lock;
        this.drained = lock.newCondition();
    }

    /** Whether a guest may be made to wait now. */
    boolean mayWait() {
        return stalls.left(System.nanoTime()) >= STEP;
    }

    /** Waits a little; false if interrupted. */
    boolean step() {
        long before = System.nanoTime();
        waiters++;
        try {
            drained.awaitNanos(STEP);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiters--;
            stalls.spend(System.nanoTime() - before);
        }
    }

    boolean any() {
        return waiters > 0;
    }

    /** There may be room. */
    void look() {
        if (any()) {
            lookAll();
        }
    }

    void lookAll() {
        lock.lock();
        try {
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
