package io.continuo.console.fx;

import javafx.application.Platform;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * The one way onto the JavaFX thread. Updates are merged by key, so that a thousand events about
 * one machine cost one change, and flushed at most ten times a second.
 */
public final class UiThread implements Executor, AutoCloseable {
    /** CONSOLE.md: one batcher flushes at most 10 times a second. */
    public static final Duration FLUSH_INTERVAL = Duration.ofMillis(100);

    private final Map<Object, Runnable> pending = new LinkedHashMap<>();
    private final Object lock = new Object();
    private long lastFlushNanos = System.nanoTime() - FLUSH_INTERVAL.toNanos();
    private boolean scheduled;
    private boolean closed;

    /** Runs now if called on the UI thread, otherwise as soon as the UI thread is free. */
    @Override
    public void execute(Runnable action) {
        if (Platform.isFxApplicationThread()) {
            action.run();
        } else {
            Platform.runLater(action);
        }
    }

    /**
     * Runs with the next flush. A later action of the same key replaces an earlier one that has not
     * run yet, and keeps its place in the order.
     *
     * @param key what the action is about, such as a machine's name; compared by {@code equals}
     */
    public void merge(Object key, Runnable action) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            pending.put(key, action);
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        scheduleFlush();
    }

    private void scheduleFlush() {
        long waitNanos = FLUSH_INTERVAL.toNanos() - (System.nanoTime() - lastFlushNanos);
        if (waitNanos <= 0) {
            Platform.runLater(this::flush);
            return;
        }
        Thread.ofVirtual()
                .name("ui-flush")
                .start(() -> {
                    LockSupport.parkNanos(waitNanos);
                    Platform.runLater(this::flush);
                });
    }

    private void flush() {
        Map<Object, Runnable> batch;
        synchronized (lock) {
            batch = new LinkedHashMap<>(pending);
            pending.clear();
            scheduled = false;
            lastFlushNanos = System.nanoTime();
        }
        batch.values().forEach(Runnable::run);
    }

    /** Drops what waits; later merges do nothing. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            pending.clear();
        }
    }
}
