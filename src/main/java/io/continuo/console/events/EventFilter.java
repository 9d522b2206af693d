package io.continuo.console.events;

import io.continuo.api.event.EventView;
import io.continuo.api.event.Severity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which events are listed.
 *
 * @param severity only this one
 * @param text words of which every one must be found
 */
record EventFilter(Optional<Severity> severity, String text) {
    static final EventFilter ALL = new EventFilter(Optional.empty(), "");

    boolean isAll() {
        return severity.isEmpty() && text.isBlank();
    }

    /**
     * @param searchable everything an event can be found by, in lower case
     */
    boolean matches(EventView event, Function<EventView, String> searchable) {
        return severity.map(event.severity()::equals).orElse(true)
                && matchesText(event, searchable);
    }

    /** Whether it would match if no severity were asked for. */
    boolean matchesText(EventView event, Function<EventView, String> searchable) {
        if (text.isBlank()) {
            return true;
        }
        String found = searchable.apply(event);
        return Arrays.stream(text.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .allMatch(found::contains);
    }
}
