package io.continuo.api.machine;

import java.time.Instant;

/**
 * The newest finished drill of a machine. It counts only after its cleanup succeeded (DOMAIN.md:
 * health).
 *
 * @param startedAt when the test failover was asked for
 * @param endedAt when its cleanup finished
 * @param point the recovery point it ran from
 * @param succeeded whether every step of both succeeded
 */
public record DrillView(Instant startedAt, Instant endedAt, PointView point, boolean succeeded) {}
