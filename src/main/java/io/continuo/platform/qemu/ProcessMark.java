package io.continuo.platform.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process beyond doubt: its number together with when it began. Numbers are used again, and what
 * has another beginning is another process.
 *
 * @param began in the system's own count since it was started, where there is one
 */
record ProcessMark(long pid, String began) {
    private static final int START_FIELD = 19;

    /** The process with a number, if it runs. */
    static Optional<ProcessMark> of(long pid) {
        return began(pid).map(began -> new ProcessMark(pid, began));
    }

    /** Whether that very process still runs. */
    boolean runs() {
        return began(pid).filter(began::equals).isPresent();
    }

    /** Ends it at once, if it is that very process. */
    void kill() {
        if (runs()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** Empty for one that has ended, also if nobody has taken note of that yet. */
    private static Optional<String> began(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(handle -> handle.info().startInstant())
                    .map(Instant::toString);
        }
        try {
            String text = Files.readString(stat);
            // The name in parentheses may itself hold anything.
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            return fields[0].equals("Z") || fields[0].equals("X")
                    ? Optional.empty()
                    : Optional.of(fields[START_FIELD] + "@" + boot());
        } catch (IOException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Counts begin anew when the system is started. */
    private static String boot() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }
}
