package io.continuo.api.plan;

import java.util.List;

/**
 * A recovery plan: who starts, in which order, and what happens in between.
 *
 * @param groups in order
 */
public record PlanDefinition(String name, String description, List<PlanGroup> groups) {
    public PlanDefinition {
        groups = List.copyOf(groups);
    }

    /** Names of all its machines, in order. */
    public List<String> machines() {
        return groups.stream().flatMap(group -> group.machines().stream()).toList();
    }
}
