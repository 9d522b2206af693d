package io.continuo.api.machine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a failover would do and cost, before anything is done.
 *
 * @param point the point it would run from as far as known now; a planned failover makes a newer
 *     one
 * @param lostSeconds source time behind the newest the source is known to have had; zero when
 *     planned
 * @param lostBytes of changes known at the source that are not in the point; an agent that is
 *     silent tells of none, and then {@code lostAsOf} is old
 * @param lostAsOf when the source last told of itself; empty if never
 * @param checks everything that passes, warns or refuses
 * @param seconds how long it takes to the machine's start, from what was measured before; empty
 *     where nothing was
 * @param sentences what will happen, in order
 */
public record FailoverPreview(
        String machine,
        FailoverKind kind,
        Optional<PointView> point,
        double lostSeconds,
        long lostBytes,
        Optional<Instant> lostAsOf,
        List<CheckFinding> checks,
        Optional<Double> seconds,
        List<String> sentences) {}
