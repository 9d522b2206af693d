package io.continuo.acceptance;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.api.Json;
import io.continuo.app.Terminal;
import io.continuo.app.UserFiles;
import io.continuo.app.cli.Cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * One command of the command line, run in this process, and what it printed.
 *
 * @param exit code
 */
record Command(int exit, String out, String err) {
    static Command run(Path home, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        int exit = new Cli(terminal, new UserFiles(home)).run(args);
        return new Command(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs a command that has to succeed and print JSON. */
    static JsonNode json(Path home, String... args) throws IOException {
        Command command = run(home, args);
        if (command.exit() != 0) {
            throw new AssertionError(String.join(" ", args) + " failed: " + command.err());
        }
        return Json.mapper().readTree(command.out());
    }
}
