package io.continuo.console.failover;

import io.continuo.api.machine.PointView;

import java.time.Instant;
import java.util.Optional;

/**
 * A moment a drill can start from.
 *
 * @param id what is asked of the server, in the words of {@link
 *     io.continuo.api.machine.PointChoice}
 * @param time of the data
 * @param point the recovery point; empty for a moment that is none
 */
record DrillPoint(Kind kind, String id, Instant time, Optional<PointView> point) {
    static final String LATEST = "latest";
    static final String SHARED = "latest-multi-vm";

    /** How it was chosen. */
    enum Kind {
        /** The newest moment the target holds. */
        LATEST,
        /** The newest point all machines of the group hold. */
        SHARED,
        /** A point of the list. */
        POINT,
        /** Any second of the journal. */
        MOMENT
    }

    static DrillPoint latest(Instant time) {
        return new DrillPoint(Kind.LATEST, LATEST, time, Optional.empty());
    }

    static DrillPoint shared(PointView newest) {
        return new DrillPoint(Kind.SHARED, SHARED, newest.time(), Optional.of(newest));
    }

    static DrillPoint of(PointView point) {
        return new DrillPoint(Kind.POINT, point.id(), point.time(), Optional.of(point));
    }

    static DrillPoint moment(Instant time) {
        return new DrillPoint(Kind.MOMENT, time.toString(), time, Optional.empty());
    }

    boolean isLatest() {
        return kind == Kind.LATEST;
    }
}
