package io.continuo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.platform.qemu.Qmp;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A real QEMU of two disks, with a monitor for the agent and one for the test. Its guest is a boot
 * sector that writes a growing number to the first disk, then the same to the second, for ever; or
 * nothing runs in it and the test writes, through QEMU's own block layer.
 */
public final class QemuMachine implements AutoCloseable {
    /** Where the guest's numbers go round: 1024 places, 8 KiB from each other. */
    public static final int PLACES = 1024;

    private static final int FIRST_PLACE = 128 * 512;
    private static final int PLACE_BYTES = 16 * 512;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);

    /**
     * {@code for (n = 1; ; n++) for (disk : 0x80, 0x81) int13(write, disk, 128 + 16 * (n % 1024),
     * n)}, in real mode.
     */
    private static final String BOOT_SECTOR =
            "fa31c08ed88ec08ed0bc007cfb6631ff664766893e00106689f86625ff03000066c1e0046605800000"
                    + "0066a3080666c7060c060000000066c70600061000010066c706040600100000b280e80700"
                    + "b281e80200ebbbbe0006b800436657cd13665f7201c3f4ebfd";

    private final Path directory;
    private final boolean runs;
    private Process process;
    private Qmp monitor;

    private QemuMachine(Path directory, boolean runs) {
        this.directory = directory;
        this.runs = runs;
    }

    /** Needs {@code qemu-system-x86_64}; nothing runs in it. */
    public static QemuMachine still(Path directory, long... sizes) throws IOException {
        return start(directory, false, sizes);
    }

    /** The same with the guest running. */
    public static QemuMachine running(Path directory, long... sizes) throws IOException {
        return start(directory, true, sizes);
    }

    private static QemuMachine start(Path directory, boolean runs, long... sizes)
            throws IOException {
        Peers.require("qemu-system-x86_64");
        QemuMachine machine = new QemuMachine(directory, runs);
        for (int i = 0; i < sizes.length; i++) {
            try (RandomAccessFile file = new RandomAccessFile(machine.image(i).toFile(), "rw")) {
                file.setLength(sizes[i]);
                if (i == 0) {
                    file.write(HexFormat.of().parseHex(BOOT_SECTOR));
                    file.seek(510);
                    file.write(new byte[] {0x55, (byte) 0xaa});
                }
            }
        }
        machine.start();
        return machine;
    }

    /** Starts QEMU, the first time or again. */
    public void start() throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "qemu-system-x86_64",
                                "-accel",
                                "tcg",
                                "-m",
                                "16",
                                "-nodefaults",
                                "-display",
                                "none",
                                "-qmp",
                                "unix:" + agentSocket() + ",server=on,wait=off",
                                "-qmp",
                                "unix:" + testSocket() + ",server=on,wait=off"));
        if (!runs) {
            command.add("-S");
        }
        for (int i = 0; Files.exists(image(i)); i++) {
            command.addAll(
                    List.of(
                            "-drive",
                            "if=none,format=raw,file=" + image(i) + ",id=" + disk(i),
                            "-device",
                            "virtio-blk-pci,drive=" + disk(i) + ",id=dev" + i));
        }
        Files.deleteIfExists(testSocket());
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("qemu.out").toFile())
                        .start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                monitor = Qmp.connect(testSocket());
                return;
            } catch (IOException e) {
                assertThat(process.isAlive()).as(() -> "QEMU runs: " + printed()).isTrue();
                assertThat(System.nanoTime()).as("QEMU answers").isLessThan(deadline);
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
    }

    private String printed() {
        try {
            return Files.readString(directory.resolve("qemu.out"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The monitor for the agent. */
    public Path agentSocket() {
        return directory.resolve("agent.qmp");
    }

    private Path testSocket() {
        return directory.resolve("test.qmp");
    }

    /** What QEMU calls a disk. */
    public String disk(int index) {
        return "disk" + index;
    }

    /** The address an agent protects it by. */
    public String address(int index) {
        return "qmp:" + agentSocket() + "#" + disk(index);
    }

    private Path image(int index) {
        return directory.resolve("image" + index + ".raw");
    }

    /** Writes as the guest would. */
    public void write(int disk, long offset, byte[] bytes) throws IOException {
        Path file = directory.resolve("pattern");
        Files.write(
                file,
                bytes,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        io(disk, "write -s " + file + " " + offset + " " + bytes.length);
    }

    /** Makes a range read as zeros, as the guest would. */
    public void zero(int disk, long offset, long length) throws IOException {
        io(disk, "write -z -u " + offset + " " + length);
    }

    private void io(int disk, String command) throws IOException {
        String said =
                monitor.execute(
                                "human-monitor-command",
                                Map.of(
                                        "command-line",
                                        "qemu-io " + disk(disk) + " \"" + command + "\""))
                        .asText();
        assertThat(said).as(command).doesNotContain("failed", "rror").isNotNull();
    }

    /** Every byte of a disk, as long as nobody writes. */
    public byte[] content(int disk) throws IOException {
        return Files.readAllBytes(image(disk));
    }

    /** SHA-256 of a disk, as long as nobody writes. */
    public String hash(int disk) throws IOException {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content(disk)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Block nodes, jobs and exports the agent has in it now. */
    public String left() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String query :
                List.of("query-jobs", "query-block-exports", "query-named-block-nodes")) {
            monitor.execute(query, Map.of())
                    .forEach(one -> {
                        String name = one.path("id").asText(one.path("node-name").asText());
                        if (name.startsWith("continuo")) {
                            all.append(name).append(' ');
                        }
                    });
        }
        return all.toString();
    }

    /** The names of bitmaps the agent has in it now. */
    public String bitmaps() throws IOException {
        StringBuilder all = new StringBuilder();
        for (JsonNode node : monitor.execute("query-named-block-nodes", Map.of("flat", true))) {
            for (JsonNode bitmap : node.path("dirty-bitmaps")) {
                all.append(bitmap.path("name").asText());
            }
        }
        return all.toString();
    }

    /** As by a power cut. */
    public void kill() throws IOException {
        monitor.close();
        process.destroyForcibly().onExit().join();
    }

    /** Waits until the guest has booted and written to both disks. */
    public void awaitGuest() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (newest(content(1)) == 0) {
            assertThat(System.nanoTime()).as("the guest writes").isLessThan(deadline);
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** The guest's number at a place. */
    public static int number(byte[] disk, int place) {
        int at = FIRST_PLACE + place * PLACE_BYTES;
        return (disk[at] & 255)
                | (disk[at + 1] & 255) << 8
                | (disk[at + 2] & 255) << 16
                | (disk[at + 3] & 255) << 24;
    }

    /** The newest of the guest's numbers. */
    public static int newest(byte[] disk) {
        int newest = 0;
        for (int place = 0; place < PLACES; place++) {
            newest = Math.max(newest, number(disk, place));
        }
        return newest;
    }

    @Override
    public void close() throws IOException {
        kill();
    }
}
