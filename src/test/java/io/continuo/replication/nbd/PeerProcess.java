package io.continuo.replication.nbd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs a real program to its end. */
final class PeerProcess {
    private static final int TIMEOUT_SECONDS = 120;

    private PeerProcess() {}

    /** Everything it printed; fails unless it exits with 0. */
    static String run(Path directory, String... command) throws IOException {
        Path output = Files.createTempFile(directory, "peer", ".out");
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            String printed = Files.readString(output);
            assertThat(ended).as(String.join(" ", command) + " ends\n" + printed).isTrue();
            assertThat(process.exitValue()).as(String.join(" ", command) + "\n" + printed).isZero();
            return printed;
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
