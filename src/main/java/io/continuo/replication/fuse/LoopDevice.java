package io.continuo.replication.fuse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Block devices on files, by losetup(8).
 *
 * <p>Another process does it, on purpose: whoever opens a file of ours waits for ours to answer.
 * Were that ourselves, and killed just then, the waiting thread would keep our descriptors open,
 * the kernel would wait for an answer from them, and neither would ever end.
 */
final class LoopDevice {
    private static final Logger LOG = LoggerFactory.getLogger(LoopDevice.class);
    private static final Path BLOCK = Path.of("/sys/block");
    private static final Path DEVICES = Path.of("/dev");
    private static final String PREFIX = "/dev/loop";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private LoopDevice() {}

    /**
     * Puts a device on a file, past the page cache.
     *
     * @param preferred the number to take if it is free
     * @return the device
     */
    static Path attach(Path file, Optional<Integer> preferred) throws IOException {
        if (preferred.isPresent()) {
            String device = PREFIX + preferred.get();
            try {
                losetup("--direct-io=on", device, file.toString());
                return Path.of(device);
            } catch (IOException e) {
                LOG.info("{} is not free any more: {}", device, e.getMessage());
            }
        }
        String device = losetup("--direct-io=on", "--find", "--show", file.toString());
        if (!device.startsWith(PREFIX)) {
            throw new IOException("losetup answered " + device);
        }
        return Path.of(device);
    }

    /** Takes a device off its file; at once, or when its last user has closed it. */
    static void detach(Path device) throws IOException {
        losetup("--detach", device.toString());
    }

    private static String losetup(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("losetup"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE)) {
                throw new IOException(String.join(" ", command) + " does not end");
            }
            String printed = process.inputReader().readAllAsString().strip();
            if (process.exitValue() != 0) {
                throw new IOException(printed);
            }
            return printed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** A device's number. */
    static int number(Path device) {
        return Integer.parseInt(device.toString().substring(PREFIX.length()));
    }

    /** The file a device is on; nothing if it is on none. Does not look at the file itself. */
    static Optional<Path> file(Path device) {
        Path name = BLOCK.resolve(device.getFileName()).resolve("loop").resolve("backing_file");
        try {
            return Optional.of(Path.of(Files.readString(name).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.debug("{} cannot be read: {}", name, e.toString());
            return Optional.empty();
        }
    }

    /** Whether a file system or swap space is on a device, or on a part of it. */
    static boolean inUse(Path device) {
        try {
            for (Path list : List.of(Path.of("/proc/mounts"), Path.of("/proc/swaps"))) {
                if (Files.exists(list)
                        && Files.readAllLines(list).stream()
                                .map(line -> line.split("[ \\t]")[0])
                                .anyMatch(name ->
                                        name.equals(device.toString())
                                                || name.startsWith(device + "p"))) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            LOG.warn("Whether {} is in use cannot be read: {}", device, e.toString());
            return true;
        }
    }

    /** Devices on files under a directory. */
    static List<Path> under(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(BLOCK)) {
            return found;
        }
        try (var blocks = Files.newDirectoryStream(BLOCK, "loop*")) {
            for (Path block : blocks) {
                Path device = DEVICES.resolve(block.getFileName());
                if (file(device).filter(file -> file.startsWith(directory)).isPresent()) {
                    found.add(device);
                }
            }
        }
        return found;
    }
}
