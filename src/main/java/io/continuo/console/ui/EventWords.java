package io.continuo.console.ui;

import io.continuo.api.event.EventView;
import io.continuo.console.fx.Format;
import io.continuo.console.fx.Ui;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An event in the reader's language: the message {@code event.CODE} filled with the event's
 * arguments, or the server's English sentence where there is none. Arguments carry their unit in
 * their name, as the contract's fields do: {@code …Seconds}, {@code …Bytes}, {@code
 * …BytesPerSecond}, {@code …Time}.
 */
public final class EventWords {
    private EventWords() {}

    /** What happened, in a sentence. */
    public static String sentence(Ui ui, EventView event) {
        return translated(ui, "event." + event.code(), event, event.message());
    }

    /** Why; empty where nothing is known. */
    public static String cause(Ui ui, EventView event) {
        return event.cause().isEmpty()
                ? ""
                : translated(ui, "event." + event.code() + ".cause", event, event.cause());
    }

    /** What to do; empty where nothing needs doing. */
    public static String correction(Ui ui, EventView event) {
        return event.correction().isEmpty()
                ? ""
                : translated(
                        ui, "event." + event.code() + ".correction", event, event.correction());
    }

    private static String translated(Ui ui, String key, EventView event, String otherwise) {
        if (!ui.messages().has(key)) {
            return otherwise;
        }
        try {
            return ui.text(key, arguments(ui.format(), event));
        } catch (IllegalArgumentException missing) {
            // an older or newer server names its values otherwise; its own sentence is complete
            return otherwise;
        }
    }

    private static Object[] arguments(Format format, EventView event) {
        List<Object> pairs = new ArrayList<>();
        event.machine().ifPresent(machine -> pairs.addAll(List.of("machine", machine)));
        for (Map.Entry<String, String> arg : event.args().entrySet()) {
            pairs.add(arg.getKey());
            pairs.add(value(format, arg.getKey(), arg.getValue()));
        }
        return pairs.toArray();
    }

    private static Object value(Format format, String name, String text) {
        try {
            if (name.endsWith("Seconds")) {
                return format.span(Duration.ofMillis((long) (Double.parseDouble(text) * 1000)));
            }
            if (name.endsWith("BytesPerSecond")) {
                return format.rate(Double.parseDouble(text));
            }
            if (name.endsWith("Bytes")) {
                return format.bytes(Long.parseLong(text));
            }
            if (name.endsWith("Time")) {
                return format.clockWithSeconds(Instant.parse(text));
            }
            return Long.valueOf(text);
        } catch (NumberFormatException | DateTimeException plain) {
            return text;
        }
    }
}
