package io.continuo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Every Java file is formatted by google-java-format (AOSP indents). To format: {@code mvn -q
 * test-compile exec:exec@format}.
 *
 * <p>A test and not a Maven plugin: the formatter parses with the JDK that runs it, and Maven
 * itself may run on one too old to read our sources.
 */
class FormatTest {
    private static final List<Path> ROOTS =
            List.of(Path.of("src/main/java"), Path.of("src/test/java"), Path.of("src/bench/java"));

    public static void main(String[] args) throws Exception {
        for (Path file : sources()) {
            String source = Files.readString(file);
            String formatted = format(source);
            if (!formatted.equals(source)) {
                Files.writeString(file, formatted);
                System.out.println("formatted " + file);
            }
        }
    }

    @Test
    void every_source_file_is_formatted() throws Exception {
        List<Path> unformatted = new ArrayList<>();
        for (Path file : sources()) {
            String source = Files.readString(file);
            if (!format(source).equals(source)) {
                unformatted.add(file);
            }
        }
        assertThat(unformatted).as("run: mvn -q test-compile exec:exec@format").isEmpty();
    }

    private static String format(String source) throws FormatterException {
        var options = JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build();
        String ordered =
                ImportOrderer.reorderImports(
                        RemoveUnusedImports.removeUnusedImports(source), options.style());
        return new Formatter(options).formatSource(ordered);
    }

    private static List<Path> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path root : ROOTS) {
            if (Files.isDirectory(root)) {
                try (var walk = Files.walk(root)) {
                    walk.filter(path -> path.toString().endsWith(".java")).forEach(files::add);
                }
            }
        }
        return files;
    }
}
