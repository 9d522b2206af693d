package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.console.ui.States;

import java.util.Comparator;
import java.util.stream.Stream;

/** The order of states on the map. */
final class Faults {
    static final Comparator<Guest> WORST_FIRST =
            Comparator.comparingInt((Guest guest) -> States.urgency(guest.health()))
                    .thenComparing(Comparator.comparingDouble(Guest::rpoShare).reversed())
                    .thenComparing(Guest::name);

    private Faults() {}

    static Health worst(Stream<Health> states) {
        return states.min(Comparator.comparingInt(States::urgency)).orElse(Health.HEALTHY);
    }
}
