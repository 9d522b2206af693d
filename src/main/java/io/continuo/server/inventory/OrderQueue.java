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

    static final class Pending {
        private final OrderEnvelope envelope;
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        private volatile Optional<Progress> progress = Optional.empty();
        private boolean taken;

        Pending(OrderEnvelope envelope) {
            this.envelope = envelope;
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

    List<OrderEnvelope> take(Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (true) {
                List<OrderEnvelope> due = new ArrayList<>();
                for (Pending one : pending.values()) {
                    if (!one.taken) {
                        one.taken = true;
                        due.add(one.envelope);
                    }
                }
                if (!due.isEmpty() || closed || left <= 0) {
                    return due;
                }
                left = changed.awaitNanos(left);
            }
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
