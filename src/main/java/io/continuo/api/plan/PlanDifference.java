package io.continuo.api.plan;

import java.util.List;

/**
 * What became of a plan.
 *
 * @param from a version; 0 for none
 * @param to a version; 0 for a text that is not imported
 * @param changes in the plan's order; empty when nothing a run would notice differs
 */
public record PlanDifference(String plan, int from, int to, List<PlanChange> changes) {}
