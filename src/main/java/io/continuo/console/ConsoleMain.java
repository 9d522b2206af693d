package io.continuo.console;

import io.continuo.console.fx.Toolkit;

import javafx.stage.Stage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/** Opens the console; the one class of it that starts JavaFX for a window. */
public final class ConsoleMain {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleMain.class);

    private ConsoleMain() {}

    /**
     * Opens the window and returns once it is closed and everything started from it is stopped.
     *
     * @param setup what the console cannot do itself
     * @param start what it opens on
     */
    public static void launch(ConsoleSetup setup, ConsoleStart start) throws InterruptedException {
        Toolkit.start();
        var closed = new CountDownLatch(1);
        try {
            Toolkit.ask(() -> {
                Thread.currentThread()
                        .setUncaughtExceptionHandler(
                                (thread, e) -> LOG.error("Failed on the UI thread", e));
                new ConsoleWindow(setup, new Stage(), closed::countDown).open(start);
                return closed;
            });
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        closed.await();
        Toolkit.stop();
    }
}
