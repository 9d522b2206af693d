package io.continuo.app.cli;

import org.slf4j.LoggerFactory;

import java.util.concurrent.CountDownLatch;

/** A program that runs until it is told to stop, as service managers want it. */
final class Foreground {
    private Foreground() {}

    /**
     * Waits for SIGTERM or SIGINT, closes in good order, and ends the process: with 0, not with the
     * 143 a JVM would give, which service managers take for a failure.
     */
    static int untilStopped(AutoCloseable running) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(running), "stop"));
        new CountDownLatch(1).await();
        return Cli.DONE;
    }

    private static void end(AutoCloseable running) {
        int code = Cli.DONE;
        try {
            running.close();
        } catch (Exception e) {
            LoggerFactory.getLogger(Foreground.class).error("Stopping failed", e);
            code = Cli.FAILED;
        }
        Runtime.getRuntime().halt(code);
    }
}
