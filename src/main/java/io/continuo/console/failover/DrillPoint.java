package io.continuo.console.failover;

import io.continuo.api.machine.PointView;

import java.time.Instant;
import java.util.Optional;

/**
 * A moment a drill can start from.
 *
 * @param id what is asked of the server: a point's id, or {@code latest}
 * @param time of the data
 * @param point the recovery point; empty for the newest moment the target holds
 */
record DrillPoint(String id, Instant time, Optional<PointView> point) {
    static final String LATEST = "latest";

    static DrillPoint latest(Instant time) {
        return new DrillPoint(LATEST, time, Optional.empty());
    }

    static DrillPoint of(PointView point) {
        return new DrillPoint(point.id(), point.time(), Optional.of(point));
    }

    boolean isLatest() {
        return point.isEmpty();
    }
}
