package io.continuo.server.plan;

import io.continuo.api.plan.PlanRunKind;

import java.util.List;
import java.util.Optional;

/**
 * What a run's job is asked for: everything is settled when it starts.
 *
 * @param shutDownSource whether an unplanned failover tries to
 * @param machines those it is about
 */
record RunOrder(
        String planId,
        String plan,
        int version,
        PlanRunKind kind,
        boolean shutDownSource,
        List<Part> machines) {
    RunOrder {
        machines = List.copyOf(machines);
    }

    /**
     * A machine's part.
     *
     * @param name as the plan has it
     * @param point what it is recovered to
     */
    record Part(String machineId, String name, String point) {}

    Optional<Part> part(String name) {
        return machines.stream().filter(part -> part.name().equals(name)).findFirst();
    }
}
