package io.continuo.api.plan;

/**
 * A plan as people write it.
 *
 * @param text YAML; see docs/recovery-plans.md
 */
public record PlanText(String text) {}
