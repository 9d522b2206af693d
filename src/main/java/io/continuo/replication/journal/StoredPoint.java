package io.continuo.replication.journal;

import io.continuo.api.machine.PointView;
import io.continuo.replication.stream.Position;

/**
 * A recovery point and its place in the stream.
 *
 * @param view what people see of it
 */
public record StoredPoint(Position position, PointView view) {}
