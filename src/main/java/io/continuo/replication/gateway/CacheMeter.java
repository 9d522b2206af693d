package io.continuo.replication.gateway;

import java.util.Optional;

/** How fast a cache fills, smoothed, and when it will be full. Guarded by its user. */
final class CacheMeter {
    /** A change of the rate is followed to two thirds within this time. */
    private static final double SECONDS = 15;

    /** Filling slower than this is none: a line is never quite even. */
    private static final double LEAST = 1024;

    private boolean began;
    private long used;
    private long at;
    private double rate;

    /** Looks: so much is held at a time of {@link System#nanoTime}. */
    void look(long nanos, long bytes) {
        if (began) {
            double seconds = Math.max(1e-3, (nanos - at) / 1e9);
            double weight = 1 - Math.exp(-seconds / SECONDS);
            rate += weight * ((bytes - used) / seconds - rate);
        }
        began = true;
        at = nanos;
        used = bytes;
    }

    /** Bytes a second it fills by; negative while it empties. */
    long fillBytesPerSecond() {
        return Math.round(rate);
    }

    /** Minutes until {@code total} bytes are held; nothing while it does not fill. */
    Optional<Double> minutesUntil(long total) {
        return rate < LEAST ? Optional.empty() : Optional.of(Math.max(0, total - used) / rate / 60);
    }
}
