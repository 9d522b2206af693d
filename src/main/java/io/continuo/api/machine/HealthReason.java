package io.continuo.api.machine;

/**
 * Why a machine or server is not healthy.
 *
 * @param health how bad
 * @param code names the rule, stable, for instance {@code RPO_OVER_LIMIT}
 * @param message one sentence
 * @param correction what to do
 */
public record HealthReason(Health health, String code, String message, String correction) {}
