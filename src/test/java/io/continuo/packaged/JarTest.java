package io.continuo.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The jar as {@code mvn package} leaves it, beside its libraries. */
@Tag("packaged")
class JarTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Path JAR = Path.of("target", "continuo.jar");

    @TempDir private Path home;

    @Test
    void it_says_its_version_and_nothing_else() throws Exception {
        Program program = java(Path.of(System.getProperty("java.home")), "--version");
        assertThat(program.out()).matches("continuo \\d+\\.\\d+\\.\\d+\\R");
        assertThat(program.err()).isEmpty();
        assertThat(program.exit()).isZero();
    }

    @Test
    void a_wrong_option_is_a_usage_error() throws Exception {
        Program program = java(Path.of(System.getProperty("java.home")), "--no-such-option");
        assertThat(program.exit()).isEqualTo(2);
        assertThat(program.err()).contains("--no-such-option");
    }

    @Test
    void a_jdk_that_is_too_old_gets_one_clear_line() throws Exception {
        Optional<Path> old = jdk17();
        assumeTrue(old.isPresent(), "no JDK 17 is installed");
        Program program = java(old.get(), "--version");
        assertThat(program.exit()).isEqualTo(1);
        assertThat(program.out()).isEmpty();
        assertThat(program.err().lines())
                .singleElement()
                .asString()
                .contains("needs Java 25")
                .contains("this is Java 17");
    }

    @Test
    void every_library_is_in_the_list_of_licences() throws IOException {
        String list = Files.readString(Path.of("docs", "third-party.md"));
        try (Stream<Path> libraries = Files.walk(Path.of("target", "lib"))) {
            assertThat(libraries.map(path -> path.getFileName().toString()))
                    .filteredOn(name -> name.endsWith(".jar"))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(listed(list, name)).as(name).isTrue());
        }
    }

    /** A row names an artifact, or the common beginning of several, between back quotes. */
    private static boolean listed(String list, String jar) {
        return list.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`")[1].replace("*", ""))
                .anyMatch(jar::startsWith);
    }

    private Program java(Path jdk, String... arguments) throws Exception {
        String[] all =
                Stream.concat(Stream.of("-jar", JAR.toString()), Stream.of(arguments))
                        .toArray(String[]::new);
        return Program.run(home, LIMIT, jdk.resolve("bin").resolve("java").toString(), all);
    }

    private static Optional<Path> jdk17() throws IOException {
        Path parent = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(parent)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(parent)) {
            return homes.filter(home -> is17(home.resolve("release"))).findFirst();
        }
    }

    private static boolean is17(Path release) {
        try {
            return Files.exists(release)
                    && Files.readString(release).contains("JAVA_VERSION=\"17.");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
