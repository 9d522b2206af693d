package io.continuo.server.events;

import io.continuo.api.event.Severity;

import java.util.Map;

/** What an event says. */
public record EventText(
        Severity severity,
        String code,
        String message,
        String cause,
        String correction,
        Map<String, String> args) {
    public EventText {
        args = Map.copyOf(args);
    }

    public static EventText info(String code, String message, Map<String, String> args) {
        return new EventText(Severity.INFO, code, message, "", "", args);
    }
}
