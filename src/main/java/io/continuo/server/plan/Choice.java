package io.continuo.server.plan;

import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A word out of a few. */
final class Choice {
    private Choice() {}

    static <E extends Enum<E>> Optional<E> of(
            Node node, String key, Class<E> type, Mistakes mistakes) {
        String typed = node instanceof ScalarNode scalar ? scalar.getValue().strip() : "";
        Optional<E> known =
                Arrays.stream(type.getEnumConstants())
                        .filter(one -> word(one).equals(typed))
                        .findFirst();
        if (known.isEmpty()) {
            List<String> words = Arrays.stream(type.getEnumConstants()).map(Choice::word).toList();
            mistakes.add(
                    Place.of(node),
                    "\"" + typed + "\" is no choice for \"" + key + "\".",
                    "Write one of: " + String.join(", ", words) + ".");
        }
        return known;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
