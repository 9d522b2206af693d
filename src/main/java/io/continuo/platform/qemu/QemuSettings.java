package io.continuo.platform.qemu;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which QEMU, and where its runs are.
 *
 * @param program name or path of the program
 * @param directory holds a directory for each run
 * @param firmware places where UEFI firmware may be, as pairs of code and variables
 */
public record QemuSettings(String program, Path directory, List<Uefi> firmware) {
    private static final String USUAL = "qemu-system-x86_64";

    /** Where distributions put it (Debian, Fedora, Arch). */
    private static final List<Uefi> PLACES =
            List.of(
                    Uefi.of("/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/OVMF/OVMF_VARS_4M.fd"),
                    Uefi.of("/usr/share/OVMF/OVMF_CODE.fd", "/usr/share/OVMF/OVMF_VARS.fd"),
                    Uefi.of(
                            "/usr/share/edk2/ovmf/OVMF_CODE.fd",
                            "/usr/share/edk2/ovmf/OVMF_VARS.fd"),
                    Uefi.of(
                            "/usr/share/edk2/x64/OVMF_CODE.4m.fd",
                            "/usr/share/edk2/x64/OVMF_VARS.4m.fd"));

    /**
     * UEFI firmware.
     *
     * @param variables what each machine gets a copy of
     */
    public record Uefi(Path code, Path variables) {
        static Uefi of(String code, String variables) {
            return new Uefi(Path.of(code), Path.of(variables));
        }
    }

    /** As the environment says: {@code CONTINUO_QEMU} names another program than the usual one. */
    public static QemuSettings of(Path directory, Map<String, String> environment) {
        return new QemuSettings(
                environment.getOrDefault("CONTINUO_QEMU", USUAL), directory, PLACES);
    }

    /** The firmware that is installed, if any is. */
    Optional<Uefi> uefi() {
        return firmware.stream()
                .filter(place ->
                        Files.isReadable(place.code()) && Files.isReadable(place.variables()))
                .findFirst();
    }

    /** Whether the program is there. */
    boolean there() {
        if (program.contains(File.separator)) {
            return Files.isExecutable(Path.of(program));
        }
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
