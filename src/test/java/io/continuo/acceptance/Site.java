package io.continuo.acceptance;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** A configuration server with every role in a process of its own, on loopback. */
final class Site implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path directory;
    private final Path home;
    private final String[] serverOptions;
    private final Map<String, RoleProcess> roles = new LinkedHashMap<>();
    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private RoleProcess server;

    Site(Path directory, String... serverOptions) throws IOException {
        this.directory = directory;
        this.home = Files.createDirectories(directory.resolve("home"));
        this.serverOptions = serverOptions;
        startServer("0");
    }

    private void startServer(String port) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "server",
                                "--data",
                                directory.resolve("server").toString(),
                                "--port",
                                port,
                                "--roles",
                                "config"));
        command.addAll(List.of(serverOptions));
        server = RoleProcess.start(home, errors("server"), command.toArray(String[]::new));
    }

    Path home() {
        return home;
    }

    String url() {
        return server.ready().get("url").asText();
    }

    String fingerprint() {
        return server.ready().get("fingerprint").asText();
    }

    Path data(String name) {
        return directory.resolve(name);
    }

    private Path errors(String name) {
        return directory.resolve(name + ".err");
    }

    /** Starts a role for the first time, with a passphrase of its own. */
    RoleProcess start(String role, String name, String... more) throws IOException {
        String passphrase = json("passphrase", "--json").get("passphrase").asText();
        List<String> first = new ArrayList<>(List.of(role, "--data", data(name).toString()));
        if (!role.equals("agent")) {
            first.addAll(List.of("--listen", "127.0.0.1:0"));
        }
        first.addAll(List.of(more));
        commands.put(name, List.copyOf(first));
        first.addAll(
                List.of(
                        "--server",
                        url(),
                        "--fingerprint",
                        fingerprint(),
                        "--passphrase",
                        passphrase,
                        "--name",
                        name));
        RoleProcess process = RoleProcess.start(home, errors(name), first.toArray(String[]::new));
        roles.put(name, process);
        return process;
    }

    /** Starts a role again, by its data directory alone. */
    RoleProcess again(String name) throws IOException {
        RoleProcess process =
                RoleProcess.start(home, errors(name), commands.get(name).toArray(String[]::new));
        roles.put(name, process);
        return process;
    }

    RoleProcess role(String name) {
        return roles.get(name);
    }

    void killServerAndStartAgain() throws Exception {
        String port = url().replaceAll(".*:", "");
        server.kill();
        startServer(port);
    }

    RoleProcess server() {
        return server;
    }

    JsonNode json(String... args) throws IOException {
        return Command.json(home, args);
    }

    JsonNode machine() throws IOException {
        return json("machines", "--json").get(0);
    }

    /** Until the machine's changes flow, and are known to. */
    void awaitFlowing() throws Exception {
        await(
                "replication to flow",
                () -> {
                    JsonNode machine = machine();
                    return machine.get("dataState").asText().equals("DELTA")
                            && machine.get("rpoSeconds").asDouble(99) < 3;
                });
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        Instant deadline = Instant.now().plus(LIMIT);
        while (!condition.call()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("not in time: " + what);
            }
            Thread.sleep(50);
        }
    }

    /** What every process said that did not go well, for a test that failed. */
    String log(String name) throws IOException {
        return Files.readString(data(name).resolve("log/continuo.log"));
    }

    @Override
    public void close() {
        roles.values().forEach(RoleProcess::close);
        server.close();
    }
}
