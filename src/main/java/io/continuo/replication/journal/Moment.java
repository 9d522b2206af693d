package io.continuo.replication.journal;

import java.time.Instant;
import java.util.Optional;

/** What a journal has for a time somebody wants to recover to. */
public sealed interface Moment {
    /** The disks as of that time. */
    record Held(StoredPoint point) implements Moment {}

    /**
     * Nothing consistent at that time.
     *
     * @param before the nearest earlier time there is something for
     * @param after the nearest later one
     * @param why in a sentence
     */
    record Missing(Optional<Instant> before, Optional<Instant> after, String why)
            implements Moment {}
}
