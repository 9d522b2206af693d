package io.continuo.api.component;

import io.continuo.api.machine.PointView;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A master target's word on one machine.
 *
 * @param full whether {@code pointsAdded} is every point there is (first report after enrolling)
 * @param pointsRemoved ids of points past retention
 * @param journalBytes on disk
 * @param durableTime source time of the newest durable change
 * @param view the view that is open, if one is; {@code viewPoint} is its point
 * @param problem what keeps this replica from working, if anything
 */
public record ReplicaReport(
        String machineId,
        boolean full,
        List<PointView> pointsAdded,
        List<String> pointsRemoved,
        long journalBytes,
        Optional<Instant> durableTime,
        Optional<Outcome.ViewOpened> view,
        Optional<io.continuo.api.error.Problem> problem) {}
