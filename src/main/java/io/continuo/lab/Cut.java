package io.continuo.lab;

import java.time.Duration;
import java.time.Instant;

/**
 * When a recovery point was taken, on the ledger's clock: not before {@code from} and not after
 * {@code until}. Everything acknowledged before is in it, nothing issued after.
 */
record Cut(long from, long until) {
    /** A point whose source time is known to within so much. */
    static Cut around(Instant time, Duration slack) {
        return new Cut(LedgerClock.micros(time.minus(slack)), LedgerClock.micros(time.plus(slack)));
    }
}
