package io.continuo.console.fx;

import javafx.application.Platform;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Starts JavaFX once per process, and asks things of its thread from outside. */
public final class Toolkit {
    private Toolkit() {}

    /** Starts JavaFX, unless it runs already; it then stays until {@link #stop}. */
    public static void start() {
        var started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
        } catch (IllegalStateException running) {
            Platform.runLater(started::countDown);
        }
        try {
            started.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Platform.setImplicitExit(false);
    }

    /** Runs on the UI thread and waits for the answer. */
    public static <T> T ask(Callable<T> question) throws InterruptedException, ExecutionException {
        var task = new FutureTask<>(question);
        if (Platform.isFxApplicationThread()) {
            task.run();
        } else {
            Platform.runLater(task);
        }
        return task.get();
    }

    public static void stop() {
        Platform.exit();
    }
}
