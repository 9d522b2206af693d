package io.continuo.replication.target;

import io.continuo.replication.stream.Position;

import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;

/** Positions someone is looking at: nothing is folded beyond the lowest. */
final class Pins {
    private final TreeMap<Position, Integer> pins =
            new TreeMap<>(Comparator.comparingLong(Position::sequence));

    synchronized void add(Position position) {
        pins.merge(position, 1, Integer::sum);
    }

    synchronized void remove(Position position) {
        pins.computeIfPresent(position, (pinned, users) -> users == 1 ? null : users - 1);
    }

    synchronized boolean contains(Position position) {
        return pins.containsKey(position);
    }

    synchronized Optional<Position> lowest() {
        return pins.isEmpty() ? Optional.empty() : Optional.of(pins.firstKey());
    }
}
