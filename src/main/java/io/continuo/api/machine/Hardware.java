package io.continuo.api.machine;

import java.util.List;
import java.util.Optional;

/**
 * What a machine needs beside its disks to be started.
 *
 * @param vcpus number of virtual processors, 1–64
 * @param memoryMib memory in MiB, 16–1048576
 * @param nics network interfaces, in the machine's order; at most 8
 * @param kernel what is started instead of the first disk's boot sector
 */
public record Hardware(
        int vcpus, int memoryMib, Firmware firmware, List<Nic> nics, Optional<KernelBoot> kernel) {
    public static final int MOST_VCPUS = 64;
    public static final int LEAST_MEMORY_MIB = 16;
    public static final int MOST_MEMORY_MIB = 1 << 20;
    public static final int MOST_NICS = 8;

    public Hardware {
        firmware = firmware == null ? Firmware.BIOS : firmware;
        nics = nics == null ? List.of() : List.copyOf(nics);
        kernel = kernel == null ? Optional.empty() : kernel;
    }

    /** From its first disk, by BIOS, without a network. */
    public static Hardware of(int vcpus, int memoryMib) {
        return new Hardware(vcpus, memoryMib, Firmware.BIOS, List.of(), Optional.empty());
    }
}
