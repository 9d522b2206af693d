package io.continuo.server.protection;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.Firmware;
import io.continuo.api.machine.Hardware;
import io.continuo.api.machine.KernelBoot;
import io.continuo.api.machine.Nic;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a machine can be started with. What a component has installed is found at the start. */
final class HardwareRules {
    private static final Pattern MAC = Pattern.compile("([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}");
    private static final Pattern NETWORK = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}(/\\d{1,3})?");
    private static final int LONGEST_PATH = 4096;

    private HardwareRules() {}

    static Optional<Problem> problem(Hardware hardware) {
        return processors(hardware)
                .or(() -> memory(hardware))
                .or(() -> nics(hardware.nics()))
                .or(() -> hardware.kernel().flatMap(kernel -> kernel(hardware, kernel)));
    }

    private static Optional<Problem> processors(Hardware hardware) {
        return hardware.vcpus() >= 1 && hardware.vcpus() <= Hardware.MOST_VCPUS
                ? Optional.empty()
                : Optional.of(
                        invalid(
                                "It would have " + hardware.vcpus() + " virtual processors.",
                                "Give 1 to " + Hardware.MOST_VCPUS + "."));
    }

    private static Optional<Problem> memory(Hardware hardware) {
        return hardware.memoryMib() >= Hardware.LEAST_MEMORY_MIB
                        && hardware.memoryMib() <= Hardware.MOST_MEMORY_MIB
                ? Optional.empty()
                : Optional.of(
                        invalid(
                                "It would have " + hardware.memoryMib() + " MiB of memory.",
                                "Give "
                                        + Hardware.LEAST_MEMORY_MIB
                                        + " to "
                                        + Hardware.MOST_MEMORY_MIB
                                        + " MiB."));
    }

    private static Optional<Problem> nics(List<Nic> nics) {
        if (nics.size() > Hardware.MOST_NICS) {
            return Optional.of(
                    invalid(
                            "It would have " + nics.size() + " network interfaces.",
                            "Give at most " + Hardware.MOST_NICS + "."));
        }
        return nics.stream().map(HardwareRules::nic).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Problem> nic(Nic nic) {
        if (!nic.mac().isEmpty() && !MAC.matcher(nic.mac()).matches()) {
            return Optional.of(
                    invalid(
                            "'" + nic.mac() + "' is no hardware address.",
                            "Write six pairs of hexadecimal digits, for instance"
                                    + " 52:54:00:12:34:56, or leave it out."));
        }
        if (!NETWORK.matcher(nic.network()).matches()) {
            return Optional.of(
                    invalid(
                            "'" + nic.network() + "' is no name of a network.",
                            "Use 1 to 63 letters, digits, dots, hyphens and underscores."));
        }
        return nic.address()
                .filter(address -> !ADDRESS.matcher(address).matches())
                .map(address ->
                        invalid(
                                "'" + address + "' is no IP address.",
                                "Write for instance 10.0.0.5 or 10.0.0.5/24, or leave it out."));
    }

    private static Optional<Problem> kernel(Hardware hardware, KernelBoot kernel) {
        if (hardware.firmware() == Firmware.UEFI) {
            return Optional.of(
                    invalid(
                            "A kernel is started without UEFI.",
                            "Leave the kernel out, or use the firmware bios."));
        }
        boolean usable =
                absolute(kernel.kernel())
                        && (kernel.initrd().isEmpty() || absolute(kernel.initrd()));
        return usable
                ? Optional.empty()
                : Optional.of(
                        invalid(
                                "A kernel and its initial file system are files of the component"
                                        + " that starts the machine.",
                                "Give their whole paths."));
    }

    private static boolean absolute(String path) {
        return path.startsWith("/") && path.length() <= LONGEST_PATH;
    }

    private static Problem invalid(String cause, String correction) {
        return Problem.of(
                ErrorCode.HARDWARE_INVALID,
                "A machine cannot be started with this hardware.",
                cause,
                correction);
    }
}
