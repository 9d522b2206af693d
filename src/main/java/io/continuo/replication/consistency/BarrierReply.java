package io.continuo.replication.consistency;

import io.continuo.api.error.Problem;
import io.continuo.replication.stream.Position;

import java.util.Optional;

/**
 * A member's answer.
 *
 * @param position of its mark, once that is durable
 * @param problem why it could not do what it was asked
 */
public record BarrierReply(Optional<Position> position, Optional<Problem> problem) {
    static final BarrierReply DONE = new BarrierReply(Optional.empty(), Optional.empty());

    static BarrierReply at(Position position) {
        return new BarrierReply(Optional.of(position), Optional.empty());
    }

    static BarrierReply refused(Problem problem) {
        return new BarrierReply(Optional.empty(), Optional.of(problem));
    }
}
