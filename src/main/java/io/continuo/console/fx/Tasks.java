package io.continuo.console.fx;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Work off the UI thread, on virtual threads, with the answer delivered on it.
 *
 * <p>One {@code Tasks} belongs to one owner, such as a shown screen. When the owner lets go ({@link
 * #cancelAll}, {@link #close}) running work is interrupted and answers that still arrive are
 * dropped, so nothing ever touches a screen that is gone.
 *
 * <pre>{@code
 * tasks.call(() -> client.points(name))
 *      .latest("points")                 // drops the answer of an earlier, slower call
 *      .then(model::points)
 *      .otherwise(model::failure)
 *      .start();
 * }</pre>
 */
public final class Tasks implements AutoCloseable {
    private final Executor ui;
    private final Set<Running<?>> running = ConcurrentHashMap.newKeySet();
    private final Map<Object, Running<?>> newest = new ConcurrentHashMap<>();
    private volatile boolean closed;

    public Tasks(Executor ui) {
        this.ui = Objects.requireNonNull(ui);
    }

    /** Prepares a call that gives an answer. */
    public <T> Builder<T> call(Callable<T> work) {
        return new Builder<>(work);
    }

    /** Prepares work that gives no answer. */
    public Builder<Void> run(Work work) {
        return new Builder<>(() -> {
            work.run();
            return null;
        });
    }

    /** Whether nothing runs and every answer was delivered. */
    public boolean atRest() {
        return running.isEmpty();
    }

    /** Interrupts what runs; its answers are dropped. The object stays usable. */
    public void cancelAll() {
        new HashSet<>(running).forEach(Running::cancel);
    }

    /** Interrupts what runs and refuses new work. */
    @Override
    public void close() {
        closed = true;
        cancelAll();
    }

    /** Work that may fail. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /** A started task. */
    public interface Handle {
        /** Interrupts the work and drops its answer; does nothing once it has been delivered. */
        void cancel();
    }

    /** Says what to do with the answer before the work starts. */
    public final class Builder<T> {
        private final Callable<T> work;
        private Object key;
        private Consumer<? super T> answer = value -> {};
        private Consumer<? super Exception> failure =
                e -> {
                    throw new IllegalStateException(e);
                };
        private Runnable end = () -> {};

        private Builder(Callable<T> work) {
            this.work = work;
        }

        /** Of several tasks with this key only the newest answers; older ones are cancelled. */
        public Builder<T> latest(Object newestKey) {
            key = newestKey;
            return this;
        }

        /** What to do with the answer, on the UI thread. */
        public Builder<T> then(Consumer<? super T> onAnswer) {
            answer = onAnswer;
            return this;
        }

        /**
         * What to do with a failure, on the UI thread. Without it the failure reaches the UI
         * thread's uncaught-exception handler.
         */
        public Builder<T> otherwise(Consumer<? super Exception> onFailure) {
            failure = onFailure;
            return this;
        }

        /** What to do after the answer or the failure, on the UI thread. */
        public Builder<T> atEnd(Runnable onEnd) {
            end = onEnd;
            return this;
        }

        /** Starts the work on a virtual thread. */
        public Handle start() {
            var task = new Running<>(this);
            if (closed) {
                return task;
            }
            running.add(task);
            if (key != null) {
                Running<?> older = newest.put(key, task);
                if (older != null) {
                    older.cancel();
                }
            }
            task.thread = Thread.ofVirtual().name("console-task").start(task::perform);
            return task;
        }
    }

    private final class Running<T> implements Handle {
        private final Builder<T> plan;
        private volatile boolean dropped;
        private volatile Thread thread;

        private Running(Builder<T> plan) {
            this.plan = plan;
        }

        private void perform() {
            try {
                T value = plan.work.call();
                deliver(() -> plan.answer.accept(value));
            } catch (Exception e) {
                deliver(() -> plan.failure.accept(e));
            }
        }

        private void deliver(Runnable outcome) {
            if (dropped) {
                return;
            }
            ui.execute(() -> {
                if (dropped) {
                    return;
                }
                forget();
                try {
                    outcome.run();
                } finally {
                    plan.end.run();
                }
            });
        }

        @Override
        public void cancel() {
            dropped = true;
            forget();
            Thread worker = thread;
            if (worker != null) {
                worker.interrupt();
            }
        }

        private void forget() {
            running.remove(this);
            if (plan.key != null) {
                newest.remove(plan.key, this);
            }
        }
    }
}
