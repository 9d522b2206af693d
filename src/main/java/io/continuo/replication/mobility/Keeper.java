package io.continuo.replication.mobility;

import io.continuo.replication.threads.Ending;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The thread that does a machine's regular small works: crash points and the activity log. */
final class Keeper implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration SETTLE = Duration.ofSeconds(3);

    /** What the keeper calls. */
    interface Duties {
        /**
         * Makes a crash-consistent point, if now is a consistent moment.
         *
         * @return whether it was
         */
        boolean crashPoint();

        /** Lets regions rest that may. */
        void settle();
    }

    private final Duties duties;
    private final Thread thread;
    private volatile boolean closed;
    private volatile long crashPointNanos;
    private volatile long lastPoint = System.nanoTime();

    Keeper(String machine, Duration crashPoints, Duties duties) {
        this.duties = duties;
        crashPoints(crashPoints);
        thread = Thread.ofPlatform().daemon().name("keep-" + machine).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** How often points are made from now on. */
    void crashPoints(Duration every) {
        crashPointNanos = Math.max(every.toNanos(), Duration.ofSeconds(1).toNanos());
    }

    /** A point was made just now, whoever wanted it: the next one is a whole interval away. */
    void pointMade() {
        lastPoint = System.nanoTime();
    }

    private void run() {
        long lastSettled = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(LOOK.toNanos());
            long now = System.nanoTime();
            if (now - lastPoint >= crashPointNanos && duties.crashPoint()) {
                pointMade();
            }
            if (now - lastSettled >= SETTLE.toNanos() && !closed) {
                duties.settle();
                lastSettled = now;
            }
        }
    }

    /** Stops; returns when no duty is under way. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Ending.await(thread);
    }
}
