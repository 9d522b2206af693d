package io.continuo.platform.qemu;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What runs a machine's processors. {@code /dev/kvm} may open and still start nothing, so a program
 * of a few instructions is tried; the answer is kept until the system is started again.
 */
final class Accelerators {
    static final String KVM = "kvm";
    static final String TCG = "tcg";

    private static final Logger LOG = LoggerFactory.getLogger(Accelerators.class);
    private static final Path DEVICE = Path.of("/dev/kvm");
    private static final long PATIENCE_SECONDS = 5;

    private static final int DISK_BYTES = 1 << 20;
    private static final int SIGNATURE_AT = 510;

    /**
     * A boot sector: {@code mov al, 0x31; out 0xf4, al; hlt; jmp $-1}, which makes QEMU end with
     * 0x31 * 2 + 1. Before it all of the firmware has run.
     */
    private static final byte[] PROGRAM = {
        (byte) 0xb0, 0x31, (byte) 0xe6, (byte) 0xf4, (byte) 0xf4, (byte) 0xeb, (byte) 0xfd
    };

    private static final int WORKS = 0x31 * 2 + 1;

    private final String qemu;
    private final Path memory;

    /**
     * @param directory keeps the answer
     */
    Accelerators(String qemu, Path directory) {
        this.qemu = qemu;
        this.memory = directory.resolve("accelerator");
    }

    /** {@link #KVM} where it works, {@link #TCG} elsewhere. */
    synchronized String best() throws IOException, InterruptedException {
        if (!Files.isReadable(DEVICE) || !Files.isWritable(DEVICE)) {
            return TCG;
        }
        String now = boot();
        if (Files.exists(memory)) {
            String[] kept = Files.readString(memory).strip().split(" ");
            if (kept.length == 2 && kept[1].equals(now)) {
                return kept[0];
            }
        }
        String answer = works() ? KVM : TCG;
        LOG.info("Machines are run by {}", answer);
        Files.writeString(memory, answer + " " + now);
        return answer;
    }

    private boolean works() throws IOException, InterruptedException {
        Path disk = memory.resolveSibling("try.raw");
        byte[] bytes = new byte[DISK_BYTES];
        System.arraycopy(PROGRAM, 0, bytes, 0, PROGRAM.length);
        bytes[SIGNATURE_AT] = 0x55;
        bytes[SIGNATURE_AT + 1] = (byte) 0xaa;
        Files.write(disk, bytes);
        Process process =
                new ProcessBuilder(command(disk))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    && process.exitValue() == WORKS;
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(disk);
        }
    }

    private List<String> command(Path disk) {
        return List.of(
                qemu,
                "-accel",
                KVM,
                "-cpu",
                "host",
                "-m",
                "16",
                "-nodefaults",
                "-display",
                "none",
                "-drive",
                "format=raw,if=virtio,file=" + disk.toString().replace(",", ",,"),
                "-device",
                "isa-debug-exit,iobase=0xf4,iosize=0x04");
    }

    private static String boot() throws IOException {
        Path id = Path.of("/proc/sys/kernel/random/boot_id");
        return Files.exists(id)
                ? Files.readString(id, StandardCharsets.US_ASCII).strip()
                : "unknown";
    }
}
