package io.continuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.util.Arrays;

/**
 * Real programs tests are run against. On CI a missing one fails the test; elsewhere it is skipped.
 */
public final class Peers {
    private Peers() {}

    public static void require(String... programs) {
        for (String program : programs) {
            boolean there = onPath(program);
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                assertThat(there).as(program + " is installed (CI needs every peer)").isTrue();
            }
            assumeTrue(there, program + " is not installed");
        }
    }

    /** Skips the test where only root could run it. */
    public static void requireRoot() {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root may mount");
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> new File(directory, program).canExecute());
    }
}
