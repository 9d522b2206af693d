package io.continuo.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The programs a measurement starts, all stopped with it. */
final class Programs implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Process> started = new ArrayList<>();
    private final List<String[]> last = new ArrayList<>();

    /** Has a program run at the end, before those started are stopped; the last first. */
    void atEnd(String... command) {
        last.add(command);
    }

    /** Starts a program that runs until the end. */
    Process start(String... command) throws IOException {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        started.add(process);
        return process;
    }

    /** Starts a server and waits for its socket file. */
    void serve(Path socket, String... command) throws IOException {
        Process process = start(command);
        await(command[0] + " serves", () -> !process.isAlive() || Files.exists(socket));
    }

    /** Starts a server and returns the first line it prints. */
    String serveAndRead(String... command) throws IOException {
        BufferedReader output = start(command).inputReader();
        String line = output.readLine();
        if (line == null) {
            throw new IOException("it printed nothing: " + String.join(" ", command));
        }
        return line;
    }

    /** Runs a program to its end and returns what it printed. */
    static String run(String... command) throws IOException {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var output = process.inputReader()) {
            String printed = output.readAllAsString();
            if (process.waitFor() != 0) {
                throw new IOException("failed: " + String.join(" ", command) + "\n" + printed);
            }
            return printed;
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new UncheckedIOException(new IOException("waited in vain: " + what));
            }
            Thread.onSpinWait();
        }
    }

    /** Of this very Java, with what the measurement itself runs on. */
    static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return command;
    }

    @Override
    public void close() {
        for (String[] command : last.reversed()) {
            try {
                run(command);
            } catch (IOException e) {
                System.err.println(e.getMessage());
            }
        }
        for (Process process : started.reversed()) {
            process.destroy();
        }
        for (Process process : started) {
            try {
                if (!process.waitFor(Duration.ofSeconds(10))) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
            }
        }
    }
}
