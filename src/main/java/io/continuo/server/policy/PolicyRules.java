package io.continuo.server.policy;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.policy.PolicyRequest;
import io.continuo.api.policy.ResyncWindow;

import java.time.Duration;
import java.util.Optional;

/** What a policy may say (DOMAIN.md: recovery points). */
final class PolicyRules {
    static final Duration RPO_LIMIT = Duration.ofMinutes(15);
    static final Duration RETENTION = Duration.ofHours(24);
    static final Duration CRASH_POINT = Duration.ofMinutes(5);
    static final Duration LONGEST_RETENTION = Duration.ofDays(15);
    static final Duration APP_SHORTEST = Duration.ofHours(1);
    static final Duration APP_LONGEST = Duration.ofHours(12);
    private static final int LONGEST_NAME = 100;

    private PolicyRules() {}

    static Optional<Problem> problem(PolicyRequest request) {
        String name = request.name();
        if (name.isBlank() || !name.equals(name.strip()) || name.length() > LONGEST_NAME) {
            return invalid(
                    name,
                    "A policy's name is 1 to 100 characters with no space at its ends.",
                    "Give it such a name.");
        }
        if (request.rpoLimitSeconds() <= 0) {
            return invalid(name, "Its RPO limit is not positive.", "Give at least one second.");
        }
        if (request.crashPointSeconds() <= 0) {
            return invalid(
                    name,
                    "Its interval of crash-consistent points is not positive.",
                    "Give at least one second; 300 is usual.");
        }
        if (request.retentionSeconds() < 0
                || request.retentionSeconds() > LONGEST_RETENTION.toSeconds()) {
            return invalid(
                    name,
                    "Retention is 0 (the latest point only) to 15 days.",
                    "Give 0 to " + LONGEST_RETENTION.toSeconds() + " seconds.");
        }
        if (request.retentionSeconds() > 0
                && request.crashPointSeconds() > request.retentionSeconds()) {
            return invalid(
                    name,
                    "Points would be made less often than they are forgotten.",
                    "Make the interval of points shorter than the retention.");
        }
        long app = request.appPointSeconds();
        if (app != 0 && (app < APP_SHORTEST.toSeconds() || app > APP_LONGEST.toSeconds())) {
            return invalid(
                    name,
                    "App-consistent points are made every 1 to 12 hours, or not at all.",
                    "Give 3600 to 43200 seconds, or 0.");
        }
        if (app != 0 && request.retentionSeconds() == 0) {
            return invalid(
                    name,
                    "Of app-consistent points only those are kept that are the latest of all.",
                    "Switch them off with 0, or give a retention longer than their interval.");
        }
        if (app != 0 && app >= request.retentionSeconds()) {
            return invalid(
                    name,
                    "App-consistent points would be made less often than they are forgotten.",
                    "Make their interval shorter than the retention.");
        }
        if (!request.resyncWindow().map(PolicyRules::isWindow).orElse(true)) {
            return invalid(
                    name,
                    "Its resync window "
                            + request.resyncWindow().orElse("")
                            + " is no stretch of a day.",
                    "Give it as 18:30-06:00, or as always.");
        }
        return Optional.empty();
    }

    private static boolean isWindow(String text) {
        try {
            ResyncWindow.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<Problem> invalid(String name, String cause, String correction) {
        return Optional.of(
                Problem.of(
                        ErrorCode.POLICY_INVALID,
                        "The policy " + name + " cannot be kept.",
                        cause,
                        correction,
                        name));
    }
}
