package io.continuo.server.plan;

import io.continuo.api.plan.PlanDefinition;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What could be read of a text, and where each thing of it stands. */
final class PlanReading {
    private final Mistakes mistakes = new Mistakes();
    private final Map<String, Place> places = new HashMap<>();
    private Optional<PlanDefinition> plan = Optional.empty();

    Mistakes mistakes() {
        return mistakes;
    }

    /** As far as it could be read. */
    Optional<PlanDefinition> plan() {
        return plan;
    }

    void found(PlanDefinition definition) {
        plan = Optional.of(definition);
    }

    void group(int group, Place place) {
        places.put("group " + group, place);
    }

    void machine(int group, int index, Place place) {
        places.put("machine " + group + " " + index, place);
    }

    Place groupAt(int group) {
        return places.getOrDefault("group " + group, Place.START);
    }

    Place machineAt(int group, int index) {
        return places.getOrDefault("machine " + group + " " + index, groupAt(group));
    }
}
