package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.Json;
import io.continuo.api.server.ServerReady;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@code continuo server} in a process of its own, as a user would run it. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final ServerReady ready;

    private ServerProcess(Process process, ServerReady ready) {
        this.process = process;
        this.ready = ready;
    }

    static ServerProcess start(Path data, Path home, String... more) throws IOException {
        List<String> command = command(data);
        command.addAll(List.of(more));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectError(data.resolveSibling("server.err").toFile());
        builder.environment().put("CONTINUO_HOME", home.toString());
        Process process = builder.start();
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            process.destroyForcibly();
            throw new IOException(
                    "the server ended before it was ready; see "
                            + data.resolveSibling("server.err"));
        }
        return new ServerProcess(process, Json.mapper().readValue(line, ServerReady.class));
    }

    static List<String> command(Path data) {
        return new ArrayList<>(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseCompactObjectHeaders",
                        "--enable-native-access=ALL-UNNAMED",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "io.continuo.Main",
                        "server",
                        "--data",
                        data.toString(),
                        "--port",
                        "0"));
    }

    ServerReady ready() {
        return ready;
    }

    /** SIGKILL: nothing gets a chance to tidy up. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
