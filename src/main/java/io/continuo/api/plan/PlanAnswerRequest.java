package io.continuo.api.plan;

/**
 * Answers a manual step that waits.
 *
 * @param done whether what was asked for is so
 * @param note what the person saw; may be empty
 */
public record PlanAnswerRequest(boolean done, String note) {}
