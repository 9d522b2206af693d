package io.continuo.server.events;

import io.continuo.api.event.Update;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What one client has still to be told. Of each machine and job only the newest state waits; events
 * all wait, but not more than a bound: a client too slow for that is dropped, and catches up from
 * the event table when it connects again.
 */
public final class Subscription implements AutoCloseable {
    static final int EVENT_LIMIT = 1024;

    private final Consumer<Subscription> onClose;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Update> waiting = new LinkedHashMap<>();
    private int events;
    private boolean closed;

    Subscription(Consumer<Subscription> onClose) {
        this.onClose = onClose;
    }

    /** The next update, or empty when none came in time or the subscription is closed. */
    public Optional<Update> next(Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (waiting.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (waiting.isEmpty() || closed) {
                return Optional.empty();
            }
            Iterator<Update> first = waiting.values().iterator();
            Update update = first.next();
            first.remove();
            if (update instanceof Update.EventRaised) {
                events--;
            }
            return Optional.of(update);
        } finally {
            lock.unlock();
        }
    }

    public boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    void offer(Update update) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (update instanceof Update.EventRaised && ++events > EVENT_LIMIT) {
                close();
                return;
            }
            waiting.put(key(update), update);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static String key(Update update) {
        return switch (update) {
            case Update.MachineChanged changed -> "machine " + changed.machine().id();
            case Update.MachineRemoved removed -> "machine " + removed.machineId();
            case Update.JobChanged changed -> "job " + changed.job().id();
            case Update.EventRaised raised -> "event " + raised.event().id();
            case Update.PoliciesChanged ignored -> "policies";
            case Update.TopologyChanged ignored -> "topology";
        };
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        onClose.accept(this);
    }
}
