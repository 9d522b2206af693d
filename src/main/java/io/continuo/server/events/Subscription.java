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

    /** A client that takes longer than this for one update is gone or hopeless. */
    static final Duration STALL_LIMIT = Duration.ofSeconds(30);

    private final Consumer<Subscription> onClose;
    private final Duration stallLimit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Update> waiting = new LinkedHashMap<>();
    private int events;
    private boolean closed;

    /** Who tells the client, while it does; and since when. */
    private Thread teller;

    private long tellingSince;

    Subscription(Consumer<Subscription> onClose, Duration stallLimit) {
        this.onClose = onClose;
        this.stallLimit = stallLimit;
    }

    /** The next update, or empty when none came in time or the subscription is closed. */
    public Optional<Update> next(Duration wait) throws InterruptedException {
        lock.lock();
        try {
            teller = null;
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
            teller = Thread.currentThread();
            tellingSince = System.nanoTime();
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
            boolean flooded = update instanceof Update.EventRaised && ++events > EVENT_LIMIT;
            if (flooded || stalled()) {
                drop();
                return;
            }
            waiting.put(key(update), update);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean stalled() {
        return teller != null && System.nanoTime() - tellingSince > stallLimit.toNanos();
    }

    /** Interrupting a virtual thread that blocks on a socket closes the socket. */
    private void drop() {
        Thread stuck = teller;
        close();
        if (stuck != null) {
            stuck.interrupt();
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
            teller = null;
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        onClose.accept(this);
    }
}
