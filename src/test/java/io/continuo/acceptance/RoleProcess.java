package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.api.Json;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@code continuo} command that runs until stopped, in a process of its own. */
final class RoleProcess implements AutoCloseable {
    private final Process process;
    private final JsonNode ready;

    private RoleProcess(Process process, JsonNode ready) {
        this.process = process;
        this.ready = ready;
    }

    /** Starts a command and waits for its JSON line; what it says otherwise goes to a file. */
    static RoleProcess start(Path home, Path errors, String... args) throws IOException {
        Process process = launch(home, errors, args);
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            process.destroyForcibly();
            throw new IOException(
                    args[0]
                            + " ended before it was ready: "
                            + java.nio.file.Files.readString(errors));
        }
        return new RoleProcess(process, Json.mapper().readTree(line));
    }

    private static Process launch(Path home, Path errors, String... args) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-classpath",
                                System.getProperty("java.class.path"),
                                "io.continuo.Main"));
        command.addAll(List.of(args));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        builder.environment().put("CONTINUO_HOME", home.toString());
        return builder.start();
    }

    JsonNode ready() {
        return ready;
    }

    String dataAddress() {
        return ready.get("dataAddress").asText();
    }

    /** SIGKILL: nothing gets a chance to tidy up. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** SIGSTOP: it is there, and does nothing. */
    void freeze() throws IOException, InterruptedException {
        Disks.run("kill", "-STOP", Long.toString(process.pid()));
    }

    /** SIGCONT. */
    void thaw() throws IOException, InterruptedException {
        Disks.run("kill", "-CONT", Long.toString(process.pid()));
    }

    /** SIGTERM; the exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (process.isAlive()) {
                // What is frozen does not hear that it is to end.
                thaw();
            }
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }
}
