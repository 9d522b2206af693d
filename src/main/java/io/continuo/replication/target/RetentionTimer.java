package io.continuo.replication.target;

import io.continuo.replication.threads.Ending;

import java.time.Duration;

/** Runs the fold now and then, on one thread for all replicas: history is moved in no hurry. */
final class RetentionTimer implements AutoCloseable {
    private final Duration every;
    private final Runnable fold;
    private final Thread thread;
    private boolean closed;

    RetentionTimer(Duration every, Runnable fold) {
        this.every = every;
        this.fold = fold;
        this.thread = Thread.ofPlatform().daemon().name("retention").start(this::run);
    }

    private void run() {
        while (pause()) {
            fold.run();
        }
    }

    private synchronized boolean pause() {
        long deadline = System.nanoTime() + every.toNanos();
        try {
            for (long left = every.toMillis(); !closed && left > 0; ) {
                wait(left);
                left = (deadline - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            return false;
        }
        return !closed;
    }

    /** Waits for a fold under way. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        Ending.await(thread);
    }
}
