package io.continuo.api.topology;

import io.continuo.api.machine.Health;

import java.util.Optional;

/**
 * A link between two servers, or from a machine to its server.
 *
 * @param fromId and {@code toId}: ids of servers ({@link ServerView#id()})
 * @param bytesPerSecond carried now
 * @param neededBytesPerSecond what the machines behind it write now
 * @param latencySeconds round trip, if measured
 * @param backlogBytes what waits in front of it
 * @param message one sentence when it is not healthy, else empty
 */
public record LinkView(
        String id,
        String fromId,
        String toId,
        LinkKind kind,
        Health health,
        long bytesPerSecond,
        long neededBytesPerSecond,
        Optional<Double> latencySeconds,
        long backlogBytes,
        String message) {}
