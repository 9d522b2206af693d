package io.continuo.server.jobs;

import io.continuo.server.inventory.ServerStopping;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does several things at once, each on a thread that has ended when this returns. */
final class AtOnce {
    private AtOnce() {}

    /**
     * What each of them answered, in their order.
     *
     * @throws ServerStopping when one of them threw it, or this thread was interrupted
     */
    static <T> List<T> all(List<Callable<T>> things) {
        if (things.size() == 1) {
            return List.of(here(things.getFirst()));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> answers = new ArrayList<>();
            for (Callable<T> thing : things) {
                answers.add(threads.submit(thing));
            }
            return answers(threads, answers);
        }
    }

    private static <T> List<T> answers(ExecutorService threads, List<Future<T>> pending) {
        List<T> answers = new ArrayList<>();
        RuntimeException thrown = null;
        for (Future<T> one : pending) {
            try {
                answers.add(one.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                threads.shutdownNow();
                throw new ServerStopping();
            } catch (ExecutionException e) {
                thrown = e.getCause() instanceof RuntimeException known ? known : defect(e);
            }
        }
        if (thrown != null) {
            throw thrown;
        }
        return answers;
    }

    private static <T> T here(Callable<T> thing) {
        try {
            return thing.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw defect(e);
        }
    }

    private static IllegalStateException defect(Exception e) {
        return new IllegalStateException("a step threw what it cannot throw", e);
    }
}
