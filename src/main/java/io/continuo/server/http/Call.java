package io.continuo.server.http;

import io.continuo.server.domain.Refusals;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A request as its route sees it. */
final class Call {
    private final Map<String, String> path;
    private final Function<String, Optional<String>> query;
    private final Object body;
    private final Caller caller;

    Call(
            Map<String, String> path,
            Function<String, Optional<String>> query,
            Object body,
            Caller caller) {
        this.path = path;
        this.query = query;
        this.body = body;
        this.caller = caller;
    }

    Caller caller() {
        return caller;
    }

    String path(String name) {
        return path.get(name);
    }

    <T> T body(Class<T> type) {
        return type.cast(body);
    }

    Optional<String> text(String name) {
        return query.apply(name).filter(value -> !value.isEmpty());
    }

    int limit(int usual, int most) {
        return (int) number("limit", usual, 1, most);
    }

    long number(String name, long usual, long least, long most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return usual;
        }
        try {
            long value = Long.parseLong(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw Refusals.badRequest(
                        "The parameter " + name + " is not usable.",
                        "It is \"" + text.get() + "\".",
                        "Give a whole number from " + least + " to " + most + ".")
                .toException();
    }

    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return text(name)
                .map(value ->
                        Arrays.stream(type.getEnumConstants())
                                .filter(one -> one.name().equalsIgnoreCase(value))
                                .findFirst()
                                .orElseThrow(() ->
                                        Refusals.badRequest(
                                                        "The parameter "
                                                                + name
                                                                + " is not"
                                                                + " usable.",
                                                        "It is \"" + value + "\".",
                                                        "Give one of " + names(type) + ".")
                                                .toException()));
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        return Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT);
    }
}
