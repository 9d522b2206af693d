package io.continuo.server.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far a component's clock is behind this server's, estimated from its reports: the way here
 * only ever adds, so the smallest difference seen lately is the nearest.
 */
final class ClockSkew {
    private static final int WINDOW = 60;

    private final Deque<Duration> differences = new ArrayDeque<>();

    synchronized void observe(Instant theirs, Instant ours) {
        differences.addLast(Duration.between(theirs, ours));
        if (differences.size() > WINDOW) {
            differences.removeFirst();
        }
    }

    /** Add this to one of their times to get ours. */
    synchronized Duration behind() {
        return differences.stream().min(Duration::compareTo).orElse(Duration.ZERO);
    }
}
