package io.continuo.replication.mobility;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What every write of the guest passes on its way to disk and log. Closed for a moment, it holds
 * back new writes while those under way finish, so that the machines of a consistency group agree
 * (invariant 8). It never stays closed beyond its limit (invariant 1): the first write that has
 * waited so long opens it, and the hold counts for nothing then.
 */
final class WriteGate {
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicReference<Hold> closed = new AtomicReference<>();

    /** Waits while the gate is closed; {@link #leave} follows. */
    void enter() {
        while (true) {
            inside.incrementAndGet();
            Hold hold = closed.get();
            if (hold == null) {
                return;
            }
            leave();
            hold.await();
        }
    }

    void leave() {
        if (inside.decrementAndGet() == 0) {
            Hold hold = closed.get();
            if (hold != null) {
                hold.drained.countDown();
            }
        }
    }

    /**
     * Closes the gate and waits until no write is under way.
     *
     * @param limit the gate opens by itself after this
     * @return nothing if it is closed already, or did not drain in time; it is open then
     */
    Optional<Hold> close(Duration limit) throws InterruptedException {
        Hold before = closed.get();
        if (before != null && before.left() == 0) {
            before.release();
        }
        Hold hold = new Hold(System.nanoTime() + limit.toNanos());
        if (!closed.compareAndSet(null, hold)) {
            return Optional.empty();
        }
        try {
            if (inside.get() == 0 || hold.drained.await(hold.left(), TimeUnit.NANOSECONDS)) {
                return Optional.of(hold);
            }
        } catch (InterruptedException e) {
            hold.release();
            throw e;
        }
        hold.release();
        return Optional.empty();
    }

    /** One closing of the gate. */
    final class Hold {
        private final long deadline;
        private final CountDownLatch drained = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);

        private Hold(long deadline) {
            this.deadline = deadline;
        }

        private long left() {
            return Math.max(0, deadline - System.nanoTime());
        }

        /** Whether no write has passed since the gate was closed. */
        boolean holds() {
            return closed.get() == this;
        }

        /** Opens the gate; whether it was closed all the time until now. */
        boolean release() {
            boolean held = closed.compareAndSet(this, null);
            opened.countDown();
            return held;
        }

        private void await() {
            try {
                if (!opened.await(left(), TimeUnit.NANOSECONDS)) {
                    release();
                }
            } catch (InterruptedException e) {
                // Who is to stop must not be held up; the write goes on, and the hold is void.
                release();
                Thread.currentThread().interrupt();
            }
        }
    }
}
