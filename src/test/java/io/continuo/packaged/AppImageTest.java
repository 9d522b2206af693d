package io.continuo.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** What people download: built, started, and put to work. */
@Tag("packaged")
class AppImageTest {
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(3);

    @TempDir static Path home;
    private static String launcher;

    @BeforeAll
    static void build() throws Exception {
        Program built =
                Program.run(home, BUILD_LIMIT, "installer/build-app-image", "target/app-image");
        assertThat(built.exit()).as(built.out() + built.err()).isZero();
        launcher = built.out().strip();
    }

    @Test
    void it_starts_with_its_own_java() throws Exception {
        Program program = Program.run(home, Duration.ofSeconds(30), launcher, "--version");
        assertThat(program.out()).matches("continuo \\d+\\.\\d+\\.\\d+\\R");
        assertThat(program.err()).isEmpty();
        assertThat(program.exit()).isZero();
    }
}
