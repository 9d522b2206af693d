package io.continuo.replication.node;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/** How busy the computer is that a component runs on. */
final class MachineLoad {
    private static final long LEAST_NANOS = Duration.ofMillis(900).toNanos();
    private static final Path MEMINFO = Path.of("/proc/meminfo");

    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private double cpu;
    private long lookedAt = System.nanoTime() - LEAST_NANOS;

    /**
     * Share of all cores in use, 0 to 1, over the last second or so, whoever asks how often: the
     * system counts from one question to the next.
     */
    synchronized double cpu() {
        long now = System.nanoTime();
        if (now - lookedAt >= LEAST_NANOS) {
            cpu = Math.max(0, system.getCpuLoad());
            lookedAt = now;
        }
        return cpu;
    }

    long memoryTotal() {
        return system.getTotalMemorySize();
    }

    /**
     * Without what the system would give back at once, such as cached files, where it says how much
     * that is: a computer that writes a lot would look full otherwise.
     */
    long memoryUsed() {
        long total = system.getTotalMemorySize();
        return total - available(total).orElseGet(system::getFreeMemorySize);
    }

    /** Linux's own estimate, unless this process is held to less memory than it is of. */
    private static OptionalLong available(long total) {
        try {
            OptionalLong all = OptionalLong.empty();
            OptionalLong free = OptionalLong.empty();
            for (String line : Files.readAllLines(MEMINFO)) {
                if (line.startsWith("MemTotal:")) {
                    all = OptionalLong.of(bytes(line));
                } else if (line.startsWith("MemAvailable:")) {
                    free = OptionalLong.of(bytes(line));
                }
            }
            return all.isPresent() && all.getAsLong() == total ? free : OptionalLong.empty();
        } catch (IOException e) {
            // Not Linux: what is free is all that is known.
            return OptionalLong.empty();
        }
    }

    private static long bytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
    }
}
