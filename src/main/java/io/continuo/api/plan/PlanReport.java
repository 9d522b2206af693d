package io.continuo.api.plan;

/**
 * The report of a run, whole.
 *
 * @param fileName a good name for it
 * @param contentBase64 its bytes
 */
public record PlanReport(String fileName, String mediaType, String contentBase64) {}
