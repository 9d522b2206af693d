package io.continuo.server.domain;

import io.continuo.api.plan.PlanDefinition;
import io.continuo.api.plan.PlanState;
import io.continuo.api.plan.PlanVersionView;

import java.time.Instant;
import java.util.Optional;

/**
 * A version of a recovery plan as stored; what it says never changes.
 *
 * @param planId the same for all versions of a plan
 * @param text as it was imported
 * @param verifiedAt when the cleanup of a successful test run of it had ended
 */
public record PlanVersion(
        String planId,
        int version,
        String text,
        PlanDefinition definition,
        Instant savedAt,
        String user,
        Optional<Instant> verifiedAt) {
    public String name() {
        return definition.name();
    }

    public PlanState state() {
        return verifiedAt.isPresent() ? PlanState.VERIFIED : PlanState.NEEDS_VERIFICATION;
    }

    public PlanVersion verified(Instant when) {
        return new PlanVersion(planId, version, text, definition, savedAt, user, Optional.of(when));
    }

    public PlanVersionView view() {
        return new PlanVersionView(version, savedAt, user, verifiedAt);
    }
}
