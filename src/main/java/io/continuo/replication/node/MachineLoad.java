package io.continuo.replication.node;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;

/** How busy the computer is that a component runs on. */
final class MachineLoad {
    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Share of all cores in use, 0 to 1. */
    double cpu() {
        return Math.max(0, system.getCpuLoad());
    }

    long memoryTotal() {
        return system.getTotalMemorySize();
    }

    /** Without what the system would give back at once is not known here, so this is the most. */
    long memoryUsed() {
        return system.getTotalMemorySize() - system.getFreeMemorySize();
    }
}
