package io.continuo.api.error;

import java.util.List;

/**
 * What a person is told when something was refused or failed (invariant 9; on the wire an RFC 9457
 * problem).
 *
 * @param code stable code
 * @param message what happened, one sentence
 * @param cause why, one sentence
 * @param correction what to do now; names the nearest legal act
 * @param refs the objects it is about: names, ids or paths
 */
public record Problem(
        ErrorCode code, String message, String cause, String correction, List<String> refs) {
    public Problem {
        refs = List.copyOf(refs);
    }

    public static Problem of(
            ErrorCode code, String message, String cause, String correction, String... refs) {
        return new Problem(code, message, cause, correction, List.of(refs));
    }

    public ContinuoException toException() {
        return new ContinuoException(this);
    }

    public ContinuoException toException(Throwable reason) {
        return new ContinuoException(this, reason);
    }
}
