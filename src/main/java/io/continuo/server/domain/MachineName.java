package io.continuo.server.domain;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a machine may be called. */
public final class MachineName {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final int SHOWN = 80;

    private MachineName() {}

    public static Optional<Problem> problem(String name) {
        if (VALID.matcher(name).matches()) {
            return Optional.empty();
        }
        String shown = name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
        return Optional.of(
                Problem.of(
                        ErrorCode.NAME_INVALID,
                        "A machine cannot be called \"" + shown + "\".",
                        "A name is 1 to 63 letters, digits, dots, hyphens or underscores, and"
                                + " starts with a letter or digit.",
                        "Give it such a name, for instance web-01.",
                        shown));
    }
}
