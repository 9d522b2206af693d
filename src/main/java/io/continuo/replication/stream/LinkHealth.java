package io.continuo.replication.stream;

import java.util.OptionalDouble;

/**
 * How a link is doing.
 *
 * @param roundTripSeconds of the newest probe; empty inside a process and before the first answer
 * @param queuedBytes held by the process server for this stream
 * @param queuedSeconds how long the oldest of them has waited there
 */
public record LinkHealth(OptionalDouble roundTripSeconds, long queuedBytes, double queuedSeconds) {
    public static final LinkHealth UNKNOWN = new LinkHealth(OptionalDouble.empty(), 0, 0);
}
