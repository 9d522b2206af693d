package io.continuo.server.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page about operations is what the tables say. */
class OperationsPageTest {
    private static final Path PAGE = Path.of("docs/operations-matrix.md");

    @Test
    void the_committed_page_is_what_the_tables_say() throws IOException {
        String page = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        assertThat(page)
                .as(
                        "write it anew with: java -cp target/classes"
                                + " io.continuo.server.rules.OperationsPage docs/operations-matrix.md")
                .isEqualTo(OperationsPage.text());
    }
}
