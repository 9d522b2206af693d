package io.continuo.replication.stream;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A place in a machine's change stream.
 *
 * @param epoch of the sender that made it
 * @param sequence of the last change; 0 before the first one
 * @param timeMicros source time of that change, µs since 1970
 */
public record Position(int epoch, long sequence, long timeMicros) {
    public static final Position START = new Position(0, 0, 0);

    /** {@link #timeMicros} as a moment. */
    public Instant time() {
        return Instant.EPOCH.plus(timeMicros, ChronoUnit.MICROS);
    }
}
