package io.continuo.server.plan;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keys and values of a text, read strictly: keys nobody knows, keys given twice and values of
 * another kind are mistakes.
 */
final class YamlMap {
    private final String what;
    private final Place place;
    private final Mistakes mistakes;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private YamlMap(String what, Place place, Mistakes mistakes) {
        this.what = what;
        this.place = place;
        this.mistakes = mistakes;
    }

    /**
     * @param what it describes, for messages: {@code a group}
     * @param known the keys it may have
     */
    static YamlMap of(Node node, String what, List<String> known, Mistakes mistakes) {
        YamlMap map = new YamlMap(what, Place.of(node), mistakes);
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> map.take(tuple, known));
        } else {
            mistakes.add(
                    map.place,
                    "Here " + what + " is expected, and this is something else.",
                    "Write its keys: " + String.join(", ", known) + ".");
        }
        return map;
    }

    private void take(NodeTuple tuple, List<String> known) {
        Place at = Place.of(tuple.getKeyNode());
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!known.contains(key)) {
            mistakes.add(
                    at,
                    "There is no key \"" + key + "\" in " + what + ".",
                    NearestWord.to(key, known)
                            .map(near -> "Did you mean \"" + near + "\"?")
                            .orElse("Known here: " + String.join(", ", known) + "."));
        } else if (values.putIfAbsent(key, tuple.getValueNode()) != null) {
            mistakes.add(at, "The key \"" + key + "\" is given twice.", "Keep one of the two.");
        }
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Place place() {
        return place;
    }

    /** Where a value is; where the whole begins if it is missing. */
    Place place(String key) {
        return has(key) ? Place.of(values.get(key)) : place;
    }

    /** Empty, and a mistake, when it is missing, blank or too long. */
    String required(String key, int longest) {
        if (!has(key)) {
            mistakes.add(place, "The key \"" + key + "\" is missing in " + what + ".", "Add it.");
            return "";
        }
        String text = text(key, longest);
        if (text.isBlank() && values.get(key) instanceof ScalarNode) {
            mistakes.add(place(key), "\"" + key + "\" is empty.", "Write something there.");
        }
        return text;
    }

    /** Empty when it is missing. */
    String text(String key, int longest) {
        return has(key) ? text(values.get(key), "\"" + key + "\"", longest) : "";
    }

    private String text(Node node, String name, int longest) {
        if (!(node instanceof ScalarNode scalar)) {
            mistakes.add(
                    Place.of(node), name + " is to be one text.", "Write it without - or { }.");
            return "";
        }
        String text = scalar.getValue().strip();
        if (text.length() > longest) {
            mistakes.add(
                    Place.of(node),
                    name + " has " + text.length() + " characters.",
                    "It may have " + longest + ".");
        }
        return text;
    }

    /** Values of a list; one value alone counts as a list of it. */
    List<Node> list(String key) {
        Node node = values.get(key);
        if (node == null || node instanceof ScalarNode scalar && scalar.getValue().isEmpty()) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        if (node instanceof ScalarNode) {
            return List.of(node);
        }
        mistakes.add(
                Place.of(node),
                "\"" + key + "\" is to be a list.",
                "Put \"- \" before each of its parts.");
        return List.of();
    }

    List<String> texts(String key, int longest) {
        return list(key).stream()
                .map(node -> text(node, "A part of \"" + key + "\"", longest))
                .toList();
    }

    /** Empty when it is missing, or a mistake. */
    Optional<Duration> time(String key, Duration shortest, Duration longest) {
        if (!has(key)) {
            return Optional.empty();
        }
        String text = text(key, Integer.MAX_VALUE);
        Optional<Duration> time = TimeWords.parse(text);
        if (time.isEmpty()) {
            mistakes.add(
                    place(key),
                    "\"" + text + "\" is no time for \"" + key + "\".",
                    "Write a number with its unit: 90s, 5m or 1h.");
        } else if (time.get().compareTo(shortest) < 0 || time.get().compareTo(longest) > 0) {
            mistakes.add(
                    place(key),
                    "\"" + key + "\" of " + text + " is out of range.",
                    "Give " + TimeWords.of(shortest) + " to " + TimeWords.of(longest) + ".");
            return Optional.empty();
        }
        return time;
    }

    /** One of an enum's constants, written in small letters. */
    <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        return has(key) ? Choice.of(values.get(key), key, type, mistakes) : Optional.empty();
    }
}
