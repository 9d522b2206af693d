package io.continuo.platform.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A program of an administrator's that runs on this host. Of what it says only the end is kept.
 * Whoever waits for it calls {@link #look} again and again: a program that says much is held up
 * between two looks.
 */
public final class HostScript implements AutoCloseable {
    private final Process process;
    private final InputStream said;
    private final Tail tail;

    /** Children that were seen: one whose parent has ended is found nowhere else. */
    private final Set<ProcessHandle> children = new HashSet<>();

    private HostScript(Process process, int keptBytes) {
        this.process = process;
        this.said = process.getInputStream();
        this.tail = new Tail(keptBytes);
    }

    /** Why a program is not run, if so: it is missing, or anybody may write to it. */
    public static Optional<String> problem(Path command) {
        if (!command.isAbsolute() || !Files.isRegularFile(command)) {
            return Optional.of("There is no such file.");
        }
        if (!Files.isExecutable(command)) {
            return Optional.of("It is not executable for the user of this server.");
        }
        try {
            return Files.getPosixFilePermissions(command).contains(PosixFilePermission.OTHERS_WRITE)
                    ? Optional.of("Everybody may write to it.")
                    : Optional.empty();
        } catch (UnsupportedOperationException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("It cannot be looked at: " + e.getMessage() + ".");
        }
    }

    /**
     * Starts a program, with nothing to read.
     *
     * @param environment besides this program's own
     * @param keptBytes of what it says
     */
    public static HostScript start(
            Path command, List<String> arguments, Map<String, String> environment, int keptBytes)
            throws IOException {
        List<String> line =
                Stream.concat(Stream.of(command.toString()), arguments.stream()).toList();
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new HostScript(process, keptBytes);
    }

    public long pid() {
        return process.pid();
    }

    /** As the operating system tells it; tells this process from a later one with its number. */
    public Instant startedAt() {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /**
     * Takes what it has said meanwhile.
     *
     * @return how it ended, if it has
     */
    public Optional<Integer> look() throws IOException {
        boolean ended = !process.isAlive();
        process.descendants().forEach(children::add);
        for (int waiting = said.available(); waiting > 0; waiting = said.available()) {
            tail.add(said.readNBytes(Math.min(waiting, 64 << 10)));
        }
        return ended ? Optional.of(process.exitValue()) : Optional.empty();
    }

    /** The last lines it said. */
    public List<String> output() {
        return tail.text(StandardCharsets.UTF_8).lines().toList();
    }

    /** Ends it with its children, at once; nothing happens to one that has ended. */
    @Override
    public void close() {
        if (process.isAlive()) {
            process.descendants().forEach(children::add);
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /**
     * Ends a program an earlier life of this server started, with its children.
     *
     * @return whether it still ran
     */
    public static boolean end(long pid, Instant startedAt) {
        Optional<ProcessHandle> found =
                ProcessHandle.of(pid)
                        .filter(handle ->
                                handle.info().startInstant().equals(Optional.of(startedAt)));
        found.ifPresent(handle -> {
            handle.descendants().forEach(ProcessHandle::destroyForcibly);
            handle.destroyForcibly();
        });
        return found.isPresent();
    }
}
