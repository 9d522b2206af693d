package io.continuo.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program run to its end, and what it printed. */
record Program(int exit, String out, String err) {
    /**
     * @param home the user's Continuo directory while it runs
     */
    static Program run(Path home, Duration limit, List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(home, "out", ".txt");
        Path err = Files.createTempFile(home, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("CONTINUO_HOME", home.toString());
        // As on a computer without a screen, whatever this one has.
        builder.environment().remove("DISPLAY");
        builder.environment().remove("WAYLAND_DISPLAY");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
                    .as("%s ended within %s; it said %s", command, limit, Files.readString(err))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Program(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    static Program run(Path home, Duration limit, String program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        return run(home, limit, command);
    }
}
