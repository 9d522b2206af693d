package io.continuo.app.cli;

import io.continuo.api.machine.Firmware;
import io.continuo.api.machine.Hardware;
import io.continuo.api.machine.KernelBoot;
import io.continuo.api.machine.Nic;

import picocli.CommandLine.Option;

import java.util.List;
import java.util.Optional;

/** What a machine is started with; what is not said stays as it is. */
final class HardwareOptions {
    private static final Hardware USUAL = Hardware.of(1, 512);

    @Option(names = "--cpus", paramLabel = "N", description = "Virtual processors; 1 unless told.")
    private Integer cpus;

    @Option(names = "--memory", paramLabel = "MIB", description = "Memory in MiB; 512 unless told.")
    private Integer memory;

    @Option(
            names = "--firmware",
            paramLabel = "bios|uefi",
            description = "What it starts with; bios unless told.")
    private Firmware firmware;

    @Option(
            names = "--nic",
            paramLabel = "NETWORK[,MAC[,ADDRESS]]",
            description = "A network interface; repeat for more.")
    private List<String> nics;

    @Option(
            names = "--kernel",
            paramLabel = "FILE",
            description =
                    "Kernel to start instead of the first disk, at the component that starts it.")
    private String kernel;

    @Option(names = "--initrd", paramLabel = "FILE", description = "Its initial file system.")
    private String initrd;

    @Option(names = "--append", paramLabel = "TEXT", description = "What the kernel is told.")
    private String append;

    /** Whether anything was said. */
    boolean any() {
        return cpus != null
                || memory != null
                || firmware != null
                || nics != null
                || kernel != null
                || initrd != null
                || append != null;
    }

    /** What was said, over what there was. */
    Hardware over(Optional<Hardware> before) {
        Hardware there = before.orElse(USUAL);
        return new Hardware(
                cpus == null ? there.vcpus() : cpus,
                memory == null ? there.memoryMib() : memory,
                firmware == null ? there.firmware() : firmware,
                nics == null ? there.nics() : nics.stream().map(HardwareOptions::nic).toList(),
                kernel(there.kernel()));
    }

    private Optional<KernelBoot> kernel(Optional<KernelBoot> there) {
        if (kernel == null && initrd == null && append == null) {
            return there;
        }
        KernelBoot before = there.orElse(new KernelBoot("", "", ""));
        return Optional.of(
                new KernelBoot(
                        kernel == null ? before.kernel() : kernel,
                        initrd == null ? before.initrd() : initrd,
                        append == null ? before.commandLine() : append));
    }

    private static Nic nic(String text) {
        String[] parts = text.split(",", 3);
        return new Nic(
                parts.length > 1 ? parts[1].strip() : "",
                parts[0].strip(),
                parts.length > 2 ? Optional.of(parts[2].strip()) : Optional.empty());
    }
}
