package io.continuo.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.console.fx.MessageParameters;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Both languages say the same things, and say everything the code asks for. */
class MessagesTest {
    private static final Path FOLDER = Path.of("src/main/resources/io/continuo/console/messages");
    private static final Path SOURCES = Path.of("src/main/java/io/continuo/console");
    private static final Pattern LITERAL =
            Pattern.compile(
                    "\"([a-z][A-Za-z0-9]*(?:\\.[A-Za-z0-9_-]+)+|[a-z][A-Za-z0-9]*(?:\\.[A-Za-z0-9_-]+)*\\.)\"");

    @Test
    void both_languages_hold_the_same_keys() throws IOException {
        for (String bundle : bundles()) {
            assertThat(read(bundle + "_zh_TW").keySet())
                    .as(bundle)
                    .isEqualTo(read(bundle).keySet());
        }
    }

    @Test
    void both_languages_take_the_same_parameters() throws IOException {
        for (String bundle : bundles()) {
            Map<String, String> english = read(bundle);
            Map<String, String> chinese = read(bundle + "_zh_TW");
            for (String key : english.keySet()) {
                if (chinese.containsKey(key)) {
                    assertThat(MessageParameters.of(chinese.get(key)))
                            .as(key)
                            .isEqualTo(MessageParameters.of(english.get(key)));
                }
            }
        }
    }

    @Test
    void a_key_starts_with_the_name_of_its_bundle() throws IOException {
        for (String bundle : bundles()) {
            assertThat(read(bundle).keySet()).allMatch(key -> key.startsWith(bundle + "."));
        }
    }

    @Test
    void every_key_used_in_code_exists() throws IOException {
        Set<String> bundles = bundles();
        Set<String> keys = allKeys();
        Set<String> missing = new TreeSet<>();
        for (String used : literals()) {
            boolean file = used.endsWith(".json");
            if (file || !bundles.contains(used.substring(0, used.indexOf('.')))) {
                continue;
            }
            boolean exists =
                    used.endsWith(".")
                            ? keys.stream().anyMatch(key -> key.startsWith(used))
                            : keys.contains(used);
            if (!exists) {
                missing.add(used);
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_key_is_used_in_code() throws IOException {
        Set<String> used = literals();
        Set<String> prefixes =
                used.stream().filter(key -> key.endsWith(".")).collect(Collectors.toSet());
        Set<String> unused = new TreeSet<>(allKeys());
        unused.removeIf(key -> used.contains(key) || prefixes.stream().anyMatch(key::startsWith));
        assertThat(unused).isEmpty();
    }

    private static Set<String> allKeys() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (String bundle : bundles()) {
            keys.addAll(read(bundle).keySet());
        }
        return keys;
    }

    /** What looks like a key, or like the beginning of one that code completes. */
    private static Set<String> literals() throws IOException {
        Set<String> literals = new TreeSet<>();
        try (var walk = Files.walk(SOURCES)) {
            List<Path> files = walk.filter(path -> path.toString().endsWith(".java")).toList();
            for (Path file : files) {
                Matcher matcher = LITERAL.matcher(Files.readString(file));
                while (matcher.find()) {
                    literals.add(matcher.group(1));
                }
            }
        }
        return literals;
    }

    private static Set<String> bundles() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".properties") && !name.contains("_zh_TW"))
                    .map(name -> name.substring(0, name.length() - ".properties".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Map<String, String> read(String name) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve(name + ".properties"))) {
            properties.load(reader);
        }
        Map<String, String> messages = new TreeMap<>();
        properties.forEach((key, value) -> messages.put(key.toString(), value.toString()));
        return messages;
    }
}
