package io.continuo.replication.mobility;

import java.time.Duration;

/**
 * How long guests may be held up by a slow line in all: {@link #MOST} at once, refilled over {@link
 * #REFILL}. Small and shared by all writes of a machine, so that a line that is always too slow
 * does not slow the guest down forever (invariant 1). Not safe for use by several threads.
 */
final class StallBudget {
    static final Duration MOST = Duration.ofSeconds(1);
    static final Duration REFILL = Duration.ofMinutes(1);

    private long left = MOST.toNanos();
    private long refilledAt;

    StallBudget(long nowNanos) {
        this.refilledAt = nowNanos;
    }

    /** What may be waited from now on, in nanoseconds. */
    long left(long nowNanos) {
        long earned = (nowNanos - refilledAt) / (REFILL.toNanos() / MOST.toNanos());
        left = Math.min(MOST.toNanos(), left + earned);
        refilledAt = nowNanos;
        return Math.max(0, left);
    }

    void spend(long nanos) {
        left -= nanos;
    }
}
