package io.continuo.replication.stream;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Body bytes a sender may still put on a line before the receiver says there is room again. */
final class Credits {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long left;
    private String ended;

    void grant(long bytes) {
        lock.lock();
        try {
            left += bytes;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes {@code bytes}, waiting until at least one is left: a frame may overdraw, so that one
     * longer than the whole window still passes.
     */
    void take(long bytes) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (left <= 0 && ended == null) {
                changed.await();
            }
            if (ended != null) {
                throw new IOException(ended);
            }
            left -= bytes;
        } finally {
            lock.unlock();
        }
    }

    /** No more will come: whoever waits fails with {@code cause}. */
    void end(String cause) {
        lock.lock();
        try {
            if (ended == null) {
                ended = cause;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
