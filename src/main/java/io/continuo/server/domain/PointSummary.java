package io.continuo.server.domain;

import io.continuo.api.machine.PointView;

import java.util.Optional;

/** How many points a machine has, and the ends of its history. */
public record PointSummary(
        int count,
        Optional<PointView> oldest,
        Optional<PointView> newest,
        Optional<PointView> newestApp) {
    public static final PointSummary NONE =
            new PointSummary(0, Optional.empty(), Optional.empty(), Optional.empty());
}
