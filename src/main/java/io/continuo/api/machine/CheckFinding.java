package io.continuo.api.machine;

import io.continuo.api.error.Problem;

import java.util.Optional;

/**
 * One check before an operation.
 *
 * @param code stable name of the check or of the error it would refuse with
 * @param subject the field or object it is about: {@code name}, a disk's path, a server
 * @param message what is so
 * @param correction what to do; empty when it passes
 */
public record CheckFinding(
        CheckLevel level, String code, String subject, String message, String correction) {
    /**
     * What a check came to: it passes, or it refuses with the problem's words.
     *
     * @param code and {@code subject}, {@code passes}: of one that passes
     */
    public static CheckFinding of(
            String code, String subject, String passes, Optional<Problem> problem) {
        return problem.map(p ->
                        new CheckFinding(
                                CheckLevel.REFUSE,
                                p.code().name(),
                                subject,
                                p.message() + " " + p.cause(),
                                p.correction()))
                .orElseGet(() -> new CheckFinding(CheckLevel.PASS, code, subject, passes, ""));
    }
}
