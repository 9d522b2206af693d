package io.continuo.console.fx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One message: text with {@code {name}} parameters and {@code {count, plural, =0 {none} one {#
 * disk} other {# disks}}} choices, as in ICU but without its quoting rules: an apostrophe is an
 * apostrophe. {@code <b>…</b>} marks what is emphasised.
 */
final class MessageTemplate {
    /** Emphasis on and off, in places where values cannot counterfeit them. */
    static final char STRONG_ON = '\uE000';

    static final char STRONG_OFF = '\uE001';

    private final List<Part> parts;

    private MessageTemplate(List<Part> parts) {
        this.parts = parts;
    }

    static MessageTemplate parse(String text) {
        String marked =
                text.replace("<b>", String.valueOf(STRONG_ON))
                        .replace("</b>", String.valueOf(STRONG_OFF));
        var parser = new Parser(marked);
        List<Part> parts = parser.parts(false);
        return new MessageTemplate(parts);
    }

    /** The names of its parameters. */
    Set<String> parameters() {
        Set<String> names = new TreeSet<>();
        parts.forEach(part -> part.collect(names));
        return names;
    }

    /**
     * @param print how a value is written in the reader's language
     */
    String fill(Map<String, ?> values, Function<Object, String> print) {
        var out = new StringBuilder();
        parts.forEach(part -> part.fill(values, print, out));
        return out.toString();
    }

    private sealed interface Part {
        void fill(Map<String, ?> values, Function<Object, String> print, StringBuilder out);

        void collect(Set<String> names);
    }

    private record Literal(String text) implements Part {
        @Override
        public void fill(Map<String, ?> values, Function<Object, String> print, StringBuilder out) {
            out.append(text);
        }

        @Override
        public void collect(Set<String> names) {
            // a literal has no parameters
        }
    }

    private record Parameter(String name) implements Part {
        @Override
        public void fill(Map<String, ?> values, Function<Object, String> print, StringBuilder out) {
            Object value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("message needs the value of {" + name + "}");
            }
            out.append(print.apply(value).replace("\uE000", "").replace("\uE001", ""));
        }

        @Override
        public void collect(Set<String> names) {
            names.add(name);
        }
    }

    private record Plural(String name, Map<String, List<Part>> branches) implements Part {
        @Override
        public void fill(Map<String, ?> values, Function<Object, String> print, StringBuilder out) {
            if (!(values.get(name) instanceof Number number)) {
                throw new IllegalArgumentException("message needs the number {" + name + "}");
            }
            List<Part> branch = branches.get("=" + number);
            if (branch == null) {
                branch = branches.get(number.doubleValue() == 1 ? "one" : "other");
            }
            if (branch == null) {
                branch = branches.get("other");
            }
            branch.forEach(part -> part.fill(values, print, out));
        }

        @Override
        public void collect(Set<String> names) {
            names.add(name);
            branches.values().forEach(branch -> branch.forEach(part -> part.collect(names)));
        }
    }

    private static final class Parser {
        private final String text;
        private int at;
        private String pluralName;

        private Parser(String text) {
            this.text = text;
        }

        private List<Part> parts(boolean nested) {
            List<Part> parts = new ArrayList<>();
            var literal = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '{') {
                    flush(literal, parts);
                    parts.add(placeholder());
                } else if (c == '}' && nested) {
                    break;
                } else if (c == '#' && nested) {
                    flush(literal, parts);
                    parts.add(new Parameter(pluralName));
                    at++;
                } else {
                    literal.append(c);
                    at++;
                }
            }
            flush(literal, parts);
            return parts;
        }

        private static void flush(StringBuilder literal, List<Part> parts) {
            if (!literal.isEmpty()) {
                parts.add(new Literal(literal.toString()));
                literal.setLength(0);
            }
        }

        private Part placeholder() {
            at++;
            String name = until(",}").strip();
            if (text.charAt(at) == '}') {
                at++;
                return new Parameter(name);
            }
            at++;
            String kind = until(",").strip();
            if (!kind.equals("plural")) {
                throw new IllegalArgumentException("unknown kind " + kind + " in: " + text);
            }
            at++;
            return plural(name);
        }

        private Plural plural(String name) {
            Map<String, List<Part>> branches = new LinkedHashMap<>();
            String outer = pluralName;
            pluralName = name;
            while (true) {
                String selector = until("{}").strip();
                if (text.charAt(at) == '}') {
                    at++;
                    break;
                }
                at++;
                branches.put(selector, parts(true));
                at++;
            }
            pluralName = outer;
            if (!branches.containsKey("other")) {
                throw new IllegalArgumentException("plural without other in: " + text);
            }
            return new Plural(name, branches);
        }

        private String until(String ends) {
            int start = at;
            while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (at == text.length()) {
                throw new IllegalArgumentException("unclosed { in: " + text);
            }
            return text.substring(start, at);
        }
    }
}
