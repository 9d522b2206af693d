package io.continuo.server.plan;

import io.continuo.api.plan.PlanDefinition;
import io.continuo.api.plan.PlanGroup;
import io.continuo.api.plan.PlanRunKind;
import io.continuo.api.plan.PlanStep;

import java.util.List;
import java.util.stream.Stream;

/** The scripts of a plan. */
final class PlanScripts {
    private PlanScripts() {}

    static List<PlanStep.Script> of(PlanDefinition plan, PlanRunKind kind) {
        return all(plan).stream().filter(script -> script.runs().contains(kind)).toList();
    }

    static List<PlanStep.Script> all(PlanDefinition plan) {
        return plan.groups().stream()
                .flatMap(PlanScripts::steps)
                .filter(PlanStep.Script.class::isInstance)
                .map(PlanStep.Script.class::cast)
                .toList();
    }

    private static Stream<PlanStep> steps(PlanGroup group) {
        return Stream.concat(group.before().stream(), group.after().stream());
    }
}
