package io.continuo.replication.stream;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Sees how much of a sender's time goes into waiting for its line, and lets a {@link
 * CompressionRule} look at it once a second. Used by the sending thread.
 */
public final class LineWatch {
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final CompressionRule rule;
    private final DoubleSupplier processor;
    private long waited;
    private long lookedAt = System.nanoTime();

    /**
     * @param processor share of all processors' time in use, 0 to 1
     */
    public LineWatch(CompressionRule rule, DoubleSupplier processor) {
        this.rule = rule;
        this.processor = processor;
    }

    /** Something was handed to the line since {@code began}, by {@link System#nanoTime}. */
    public void sent(long began) {
        long now = System.nanoTime();
        waited += now - began;
        long past = now - lookedAt;
        if (past >= LOOK_NANOS) {
            rule.look(processor.getAsDouble(), Math.min(1, waited / (double) past));
            waited = 0;
            lookedAt = now;
        }
    }
}
