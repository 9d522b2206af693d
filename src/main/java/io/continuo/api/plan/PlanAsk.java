package io.continuo.api.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * A question a run put to a person.
 *
 * @param how what to do and what counts as right; may be empty
 * @param delegate who is asked
 * @param escalation who is told when nobody answers, at {@code escalateAt}
 * @param deadline the run waits no longer
 * @param escalated whether {@code escalation} was told
 */
public record PlanAsk(
        String how,
        String delegate,
        String escalation,
        Instant askedAt,
        Instant escalateAt,
        Instant deadline,
        boolean escalated,
        Optional<PlanAnswer> answer) {
    public PlanAsk whenEscalated() {
        return new PlanAsk(how, delegate, escalation, askedAt, escalateAt, deadline, true, answer);
    }

    public PlanAsk answered(PlanAnswer given) {
        return new PlanAsk(
                how,
                delegate,
                escalation,
                askedAt,
                escalateAt,
                deadline,
                escalated,
                Optional.of(given));
    }
}
