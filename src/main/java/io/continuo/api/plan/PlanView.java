package io.continuo.api.plan;

import java.util.Optional;

/**
 * A recovery plan.
 *
 * @param definition of its newest version
 * @param runningRun id of the run under way
 */
public record PlanView(
        String id,
        String name,
        PlanState state,
        PlanVersionView newest,
        PlanDefinition definition,
        PlanReadiness readiness,
        Optional<String> runningRun) {}
