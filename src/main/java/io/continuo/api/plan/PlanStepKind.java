package io.continuo.api.plan;

/** What a step of a run does. */
public enum PlanStepKind {
    MACHINE,
    SCRIPT,
    MANUAL,
    REPORT
}
