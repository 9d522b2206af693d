package io.continuo.replication.mobility;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Source time of a machine captured in intervals: it stands at the moment its newest snapshot
 * shows, for of anything later nothing is known. So no record, point or RPO claims more (invariant
 * 10).
 */
final class IntervalClock implements InstantSource {
    private final InstantSource real;
    private final AtomicReference<Instant> shown = new AtomicReference<>(Instant.EPOCH);

    /**
     * @param real goes until there is a snapshot
     */
    IntervalClock(InstantSource real) {
        this.real = real;
    }

    /** A snapshot of that moment is what is sent from now on; never goes back. */
    void stand(Instant moment) {
        shown.accumulateAndGet(moment, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Whether there has been a snapshot. */
    boolean stands() {
        return shown.get().isAfter(Instant.EPOCH);
    }

    /** How long ago the newest snapshot was. */
    Duration age() {
        Duration age = Duration.between(instant(), real.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    @Override
    public Instant instant() {
        Instant moment = shown.get();
        return moment.equals(Instant.EPOCH) ? real.instant() : moment;
    }
}
