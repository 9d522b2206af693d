package io.continuo.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Invariant 9: people look codes up. */
class ErrorCodeTest {
    @Test
    void every_code_is_explained_in_the_operations_guide() throws IOException {
        String guide = Files.readString(Path.of("docs", "operations.md"));
        assertThat(ErrorCode.values())
                .allSatisfy(code -> assertThat(guide).contains("`" + code + "`"));
    }
}
