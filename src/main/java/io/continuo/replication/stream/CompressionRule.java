package io.continuo.replication.stream;

import java.util.OptionalInt;

/**
 * At which zstd level to compress what a line is about to take, −5 to 3, or not at all.
 *
 * <p>What waits says that something is too slow, not what. Where the sender's time goes does: with
 * half of it spent waiting for the line, and processors to spare, the line is too narrow, and each
 * look of that kind makes the level one harder, whatever waits. Where the sender hardly waits for
 * the line, or the processors have no time, a look makes it one easier. Between the two nothing
 * changes, so that it does not swing.
 *
 * <p>While the line is wide enough, the less waits the harder; of a busy processor no more than
 * {@value #WHILE_BUSY} is asked.
 *
 * <p>One thread looks; any may ask.
 */
public final class CompressionRule {
    /** Shares of processor time that are too much, and little enough to take on more. */
    static final double BUSY = 0.85;

    static final double IDLE = 0.60;

    /** What to say of processors nobody has looked at: nothing follows from it. */
    public static final double UNKNOWN = 0.70;

    /** Shares of a sender's time spent waiting that make the line too narrow, and wide enough. */
    static final double NARROW = 0.50;

    static final double WIDE = 0.25;

    /** The level while the processor is busy and little waits. */
    static final int WHILE_BUSY = 1;

    /** From easy to hard. */
    private static final int[] LEVELS = {-5, -1, 1, 3};

    /** Waiting bytes up to which each level is used, hard to easy; beyond the last none is. */
    private static final long[] WAITING = {1 << 20, 4 << 20, 12 << 20, 40 << 20};

    /** How many of the levels a narrow line has asked for; 0 while it is wide enough. */
    private volatile int steps;

    private volatile boolean busy;

    /**
     * Looks how it went of late.
     *
     * @param processor share of all processors' time in use, 0 to 1
     * @param lineWait share of the sender's time spent waiting for the line, 0 to 1
     */
    public void look(double processor, double lineWait) {
        busy = busy ? processor > (BUSY + IDLE) / 2 : processor >= BUSY;
        if (processor >= BUSY || lineWait <= WIDE) {
            steps = Math.max(0, steps - 1);
        } else if (processor <= IDLE && lineWait >= NARROW) {
            steps = Math.min(LEVELS.length, steps + 1);
        }
    }

    /** The level a narrow line asks for; none while it is wide enough. */
    public OptionalInt forLine() {
        int now = steps;
        return now == 0 ? OptionalInt.empty() : OptionalInt.of(LEVELS[now - 1]);
    }

    /**
     * The level for what is next.
     *
     * @param waiting data bytes that wait to be compressed
     */
    public OptionalInt level(long waiting) {
        OptionalInt byLine = forLine();
        for (int i = 0; i < WAITING.length; i++) {
            if (waiting <= WAITING[i]) {
                int byWaiting = LEVELS[LEVELS.length - 1 - i];
                int most = busy ? Math.min(byWaiting, WHILE_BUSY) : byWaiting;
                return OptionalInt.of(Math.max(most, byLine.orElse(most)));
            }
        }
        return byLine;
    }
}
