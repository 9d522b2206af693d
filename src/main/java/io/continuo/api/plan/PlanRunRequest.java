package io.continuo.api.plan;

/**
 * Runs a plan.
 *
 * @param point what to recover to (see {@code PointChoice}); {@code latest} where that is not asked
 * @param confirm the plan's name, where the kind is live; empty elsewhere
 * @param shutDownSource whether an unplanned run tries to shut the sources down; others know
 */
public record PlanRunRequest(
        PlanRunKind kind, String point, String confirm, boolean shutDownSource) {
    public PlanRunRequest(PlanRunKind kind, String point, String confirm) {
        this(kind, point, confirm, false);
    }
}
