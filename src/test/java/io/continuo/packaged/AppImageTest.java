package io.continuo.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.api.Json;

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
    private static final Duration LAB_LIMIT = Duration.ofMinutes(4);

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

    @Test
    void it_runs_the_lab_and_every_row_verifies() throws Exception {
        Program program =
                Program.run(
                        home,
                        LAB_LIMIT,
                        launcher,
                        "lab",
                        "--headless",
                        "--duration",
                        "20s",
                        "--json");
        assertThat(program.exit()).as(program.err()).isZero();
        JsonNode rows = Json.mapper().readTree(program.out());
        assertThat(rows).hasSize(3);
        for (JsonNode row : rows) {
            assertThat(row.get("verified").asBoolean()).as(program.err()).isTrue();
            assertThat(row.get("verifiedBytes").asLong()).isPositive();
        }
    }
}
