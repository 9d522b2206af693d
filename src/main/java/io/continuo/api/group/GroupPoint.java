package io.continuo.api.group;

import io.continuo.api.machine.PointView;

/** A member's part of a point its group shares. */
public record GroupPoint(String machine, PointView point) {}
