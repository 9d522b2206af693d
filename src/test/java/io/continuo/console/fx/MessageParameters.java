package io.continuo.console.fx;

import java.util.Set;

/** The parameter names of a message, for tests outside this package. */
public final class MessageParameters {
    private MessageParameters() {}

    public static Set<String> of(String template) {
        return MessageTemplate.parse(template).parameters();
    }
}
