package io.continuo.console.fx;

import java.util.List;
import java.util.stream.Collectors;

/** A number with its unit, such as 24 min 06 s, in parts so that units can be set quieter. */
public record Measure(List<Part> parts) {
    public Measure {
        parts = List.copyOf(parts);
    }

    public static Measure of(String number, String unit) {
        return new Measure(List.of(new Part(number, unit)));
    }

    /** As one string, a space before each unit. */
    @Override
    public String toString() {
        return parts.stream()
                .map(part ->
                        part.unit().isEmpty() ? part.number() : part.number() + " " + part.unit())
                .collect(Collectors.joining(" "));
    }

    /**
     * @param unit may be empty, for a plain count
     */
    public record Part(String number, String unit) {}
}
