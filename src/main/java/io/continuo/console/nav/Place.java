package io.continuo.console.nav;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A screen with its arguments; what Back returns to.
 *
 * @param targetId of {@link Targets}
 * @param args by name
 */
public record Place(String targetId, Map<String, String> args) {
    public Place {
        args = Map.copyOf(args);
    }

    /**
     * @param namesAndValues name, value, name, value …
     */
    public static Place of(String targetId, String... namesAndValues) {
        Map<String, String> args = new LinkedHashMap<>();
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            args.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Place(targetId, args);
    }

    /** The same place with one argument changed; null removes it. */
    Place with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(args);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new Place(targetId, changed);
    }
}
