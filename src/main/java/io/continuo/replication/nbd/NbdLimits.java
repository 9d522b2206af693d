package io.continuo.replication.nbd;

import java.time.Duration;

/**
 * What clients may ask of an {@link NbdServer}, so that hostile ones cannot exhaust it.
 *
 * @param connections most connections at once, over all exports
 * @param handshake time a client has to choose its export
 * @param chunkWait longest wait for a pooled chunk before a private one is made
 * @param drain time clients have to take their last replies when an export goes
 */
public record NbdLimits(int connections, Duration handshake, Duration chunkWait, Duration drain) {
    /** 256 connections, 10 s to negotiate, 20 ms for a chunk, 5 s to drain. */
    public static final NbdLimits DEFAULT =
            new NbdLimits(
                    256, Duration.ofSeconds(10), Duration.ofMillis(20), Duration.ofSeconds(5));
}
