package io.continuo.api.plan;

import java.util.List;

/**
 * Machines that are started at once; the next group begins when all of them are up and what comes
 * after has ended.
 *
 * @param machines names
 */
public record PlanGroup(
        String name, List<PlanStep> before, List<String> machines, List<PlanStep> after) {
    public PlanGroup {
        before = List.copyOf(before);
        machines = List.copyOf(machines);
        after = List.copyOf(after);
    }
}
