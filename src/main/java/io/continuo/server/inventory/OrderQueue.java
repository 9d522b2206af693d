package io.continuo.server.inventory;

import io.continuo.api.component.Order;
import io.continuo.api.component.OrderEnvelope;
import io.continuo.api.component.OrderProgress;
import io.continuo.api.component.Outcome;
import io.continuo.api.machine.Progress;
import io.continuo.server.domain.Ids;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One component's orders: those it has not taken yet, and those it has not answered yet. */
final class OrderQueue {
    private static final int EARLY_LIMIT = 256;

    /**
     * An order that was taken and not answered is given again after so long: the answer that
     * carried it may never have arrived. A component runs it once, however often it comes.
     */
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(10);

    static final class Pending {
        private final OrderEnvelope envelope;
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        private volatile Optional<Progress> progress = Optional.empty();
        private boolean taken;
        private long takenAt;

        Pending(OrderEnvelope envelope) {
            this.envelope = envelope;
        }

        private boolean due(long now) {
            return !taken || now - takenAt > AGAIN_AFTER.toNanos();
        }

        CompletableFuture<Outcome> outcome() {
            return outcome;
        }

        Optional<Progress> progress() {
            return progress;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Pending> pending = new LinkedHashMap<>();

    /** Outcomes of orders a former run of this server gave, until this one gives them again. */
    private final Map<String, Outcome> early =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Outcome> eldest) {
                    return size() > EARLY_LIMIT;
                }
            };

    private boolean closed;
    private long asked;

    Pending add(OrderEnvelope envelope) {
        lock.lock();
        try {
            Pending known = pending.get(envelope.orderId());
            if (known != null) {
                return known;
            }
            Pending fresh = new Pending(envelope);
            Outcome outcome = early.remove(envelope.orderId());
            if (outcome != null) {
                fresh.outcome.complete(outcome);
                return fresh;
            }
            pending.put(envelope.orderId(), fresh);
            changed.signalAll();
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for orders. Whoever waited before gets none any more: a component asks once at a time,
     * so the earlier question is one whose asker died or lost the line.
     */
    List<OrderEnvelope> take(Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long mine = ++asked;
            changed.signalAll();
            long end = System.nanoTime() + wait.toNanos();
            while (mine == asked) {
                long now = System.nanoTime();
                List<OrderEnvelope> due = new ArrayList<>();
                for (Pending one : pending.values()) {
                    if (one.due(now)) {
                        one.taken = true;
                        one.takenAt = now;
                        due.add(one.envelope);
                    }
                }
                if (!due.isEmpty() || closed || now >= end) {
                    return due;
                }
                changed.awaitNanos(Math.min(end - now, AGAIN_AFTER.toNanos()));
            }
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    void again() {
        lock.lock();
        try {
            pending.values().forEach(one -> one.taken = false);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void answered(String orderId, Outcome outcome) {
        Pending found;
        lock.lock();
        try {
            found = pending.remove(orderId);
            if (found == null) {
                early.put(orderId, outcome);
                return;
            }
        } finally {
            lock.unlock();
        }
        found.outcome.complete(outcome);
    }

    void progress(OrderProgress progress) {
        lock.lock();
        try {
            Pending found = pending.get(progress.orderId());
            if (found != null) {
                found.progress = Optional.of(progress.progress());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits for it any more: one not taken is forgotten, one taken is to be stopped. */
    void withdraw(String orderId) {
        lock.lock();
        try {
            Pending found = pending.remove(orderId);
            if (found != null && found.taken && !closed) {
                add(new OrderEnvelope(Ids.next("order"), new Order.CancelOrder(orderId)));
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
