package io.continuo.api.error;

import java.util.List;
import java.util.Optional;

/**
 * What a person is told when something was refused or failed (invariant 9; on the wire an RFC 9457
 * problem).
 *
 * @param code stable code
 * @param message what happened, one sentence
 * @param cause why, one sentence
 * @param correction what to do now; names the nearest legal act
 * @param refs the objects it is about: names, ids or paths
 * @param nearest the nearest legal operation, where an operation was refused
 */
public record Problem(
        ErrorCode code,
        String message,
        String cause,
        String correction,
        List<String> refs,
        Optional<Nearest> nearest) {
    public Problem {
        refs = List.copyOf(refs);
        nearest = nearest == null ? Optional.empty() : nearest;
    }

    public static Problem of(
            ErrorCode code, String message, String cause, String correction, String... refs) {
        return new Problem(code, message, cause, correction, List.of(refs), Optional.empty());
    }

    /** With the nearest legal operation. */
    public Problem withNearest(Nearest operation) {
        return new Problem(code, message, cause, correction, refs, Optional.of(operation));
    }

    public ContinuoException toException() {
        return new ContinuoException(this);
    }

    public ContinuoException toException(Throwable reason) {
        return new ContinuoException(this, reason);
    }
}
