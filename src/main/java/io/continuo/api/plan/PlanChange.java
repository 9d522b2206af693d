package io.continuo.api.plan;

/**
 * One difference between two versions.
 *
 * @param what the thing, for instance {@code machine erp-db-01}
 * @param how what became of it, a sentence about it
 */
public record PlanChange(PlanChangeKind kind, String what, String how) {}
