package io.continuo.replication.mobility;

import java.util.ArrayDeque;

/** Turns a counter into a rate over the last seconds. */
public final class RateMeter {
    private static final long WINDOW = 5_000_000_000L;

    private record Sample(long nanos, long count) {}

    private final ArrayDeque<Sample> samples = new ArrayDeque<>();

    /** Takes the counter's value now; returns its rate a second. */
    public synchronized long rate(long nanos, long count) {
        samples.add(new Sample(nanos, count));
        while (samples.size() > 2 && nanos - samples.peekFirst().nanos() > WINDOW) {
            samples.poll();
        }
        Sample oldest = samples.peekFirst();
        long elapsed = nanos - oldest.nanos();
        return elapsed <= 0 ? 0 : Math.round((count - oldest.count()) * 1e9 / elapsed);
    }
}
