package io.continuo.lab;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Microseconds since 1970 that always rise and never repeat: what happened before has the smaller
 * number, and the number is still a time.
 */
final class LedgerClock {
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    LedgerClock(Clock clock) {
        this.clock = clock;
    }

    long next() {
        long now = micros(clock.instant());
        return last.updateAndGet(before -> Math.max(before + 1, now));
    }

    static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }
}
