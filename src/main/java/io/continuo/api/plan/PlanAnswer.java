package io.continuo.api.plan;

import java.time.Instant;

/**
 * How a person answered a manual step.
 *
 * @param done whether what was asked for is so
 * @param note what the person saw; goes into the report
 */
public record PlanAnswer(boolean done, String note, String user, Instant at) {}
