package io.continuo.server.http;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Nearest;
import io.continuo.api.error.Problem;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A problem as it goes over the wire: RFC 9457, with Continuo's own fields. */
record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        ErrorCode code,
        String message,
        String cause,
        String correction,
        List<String> refs,
        Optional<Nearest> nearest) {
    static final String MEDIA_TYPE = "application/problem+json";

    static ProblemBody of(Problem problem) {
        String words = problem.code().name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return new ProblemBody(
                "urn:continuo:problem:" + problem.code(),
                words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1),
                problem.code().httpStatus(),
                problem.message() + " " + problem.cause(),
                problem.code(),
                problem.message(),
                problem.cause(),
                problem.correction(),
                problem.refs(),
                problem.nearest());
    }
}
