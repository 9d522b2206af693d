package io.continuo.api.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * A version of a plan.
 *
 * @param version from 1
 * @param user who saved it
 * @param verifiedAt when the cleanup of a successful test run of it had ended
 */
public record PlanVersionView(
        int version, Instant savedAt, String user, Optional<Instant> verifiedAt) {}
