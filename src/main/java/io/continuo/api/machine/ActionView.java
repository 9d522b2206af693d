package io.continuo.api.machine;

import io.continuo.api.error.Nearest;

import java.util.Optional;

/**
 * Whether an action is legal now.
 *
 * @param action which
 * @param allowed whether it may be started now
 * @param reason why not, and what to do; empty when allowed
 * @param why the same as one word; empty when allowed
 * @param nearest what is legal instead; empty when allowed
 */
public record ActionView(
        Action action,
        boolean allowed,
        String reason,
        Optional<RefusalReason> why,
        Optional<Nearest> nearest) {
    public ActionView {
        why = why == null ? Optional.empty() : why;
        nearest = nearest == null ? Optional.empty() : nearest;
    }

    public ActionView(Action action, boolean allowed, String reason) {
        this(action, allowed, reason, Optional.empty(), Optional.empty());
    }
}
