package io.continuo.platform.qemu;

import com.fasterxml.jackson.databind.json.JsonMapper;

import io.continuo.api.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * One run's directory: its record, QEMU's pid file and sockets, what it printed, and a symlink for
 * each disk. QEMU works in it, and names everything relative to it: paths of sockets are short.
 */
final class RunDirectory {
    static final String MONITOR = "qmp.sock";
    static final String AGENT = "qga.sock";
    static final String SERIAL = "serial.log";
    static final String PID = "qemu.pid";
    static final String PRINTED = "qemu.log";
    private static final String RECORD = "run.json";

    /** The kernel's limit for a socket's path is 108 bytes (unix(7)). */
    private static final int LONGEST_SOCKET = 100;

    private final JsonMapper mapper = Json.mapper();
    private final Path path;

    RunDirectory(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    static String link(int disk) {
        return "disk" + disk;
    }

    SerialLog serial() {
        return new SerialLog(file(SERIAL));
    }

    /** A socket by a path that is short enough, through the process that works here if need be. */
    Path socket(String name, ProcessMark process) {
        Path direct = file(name);
        return direct.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET
                ? direct
                : Path.of("/proc", Long.toString(process.pid()), "cwd", name);
    }

    Optional<RunRecord> record() {
        try {
            return Optional.of(mapper.readValue(Files.readAllBytes(file(RECORD)), RunRecord.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void save(RunRecord record) throws IOException {
        Path next = file(RECORD + ".next");
        Files.write(next, mapper.writeValueAsBytes(record));
        Files.move(next, file(RECORD), StandardCopyOption.ATOMIC_MOVE);
    }

    /** A disk's socket from the next connection on; the symlink is never missing meanwhile. */
    void point(int disk, Path socket) throws IOException {
        Path next = file(link(disk) + ".next");
        Files.deleteIfExists(next);
        Files.createSymbolicLink(next, socket);
        Files.move(next, file(link(disk)), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The process QEMU's own pid file names, if it works in this directory. */
    Optional<ProcessMark> working() {
        try {
            long pid = Long.parseLong(Files.readString(file(PID)).strip());
            Path its = Path.of("/proc", Long.toString(pid), "cwd");
            return Files.isSameFile(its, path) ? ProcessMark.of(pid) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    void delete() throws IOException {
        if (!Files.isDirectory(path)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(path);
    }
}
