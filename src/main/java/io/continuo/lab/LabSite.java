package io.continuo.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/**
 * The disks of the sample site's machines: sparse raw images in a directory, partly filled with
 * records.
 */
public final class LabSite {
    private static final String SEED_FILE = "seed";

    /** A line in it, where the disks begin with {@link BootImage}. */
    private static final String BOOTABLE = "bootable";

    private final Path directory;
    private final long seed;
    private final boolean fresh;
    private final List<MachinePlan> machines;

    private LabSite(Path directory, long seed, boolean fresh, List<MachinePlan> machines) {
        this.directory = directory;
        this.seed = seed;
        this.fresh = fresh;
        this.machines = machines;
    }

    /**
     * Makes the site's disks, or finds them as they were left.
     *
     * @param directory made if missing
     * @param seed decides every byte and every pause of a new site; a site found keeps its own
     */
    public static LabSite prepare(Path directory, long seed) throws IOException {
        return prepare(directory, seed, MachinePlan.all());
    }

    static LabSite prepare(Path directory, long seed, List<MachinePlan> machines)
            throws IOException {
        Path absolute = directory.toAbsolutePath();
        Path seedFile = absolute.resolve(SEED_FILE);
        if (Files.exists(seedFile)) {
            List<String> kept = Files.readAllLines(seedFile);
            return new LabSite(
                    absolute,
                    Long.parseLong(kept.getFirst().strip()),
                    false,
                    kept.contains(BOOTABLE)
                            ? machines
                            : machines.stream().map(MachinePlan::withoutBoot).toList());
        }
        Files.createDirectories(absolute);
        for (MachinePlan machine : machines) {
            for (DiskPlan disk : machine.disks()) {
                fill(absolute.resolve(disk.fileName()), machine, disk, seed);
            }
        }
        // Written last: its presence says that every disk is whole.
        Path unfinished = absolute.resolve(SEED_FILE + ".new");
        Files.writeString(unfinished, seed + "\n" + BOOTABLE + "\n");
        Files.move(unfinished, seedFile, StandardCopyOption.ATOMIC_MOVE);
        return new LabSite(absolute, seed, true, machines);
    }

    /** Which seed reproduces this site and its load. */
    public long seed() {
        return seed;
    }

    Path directory() {
        return directory;
    }

    /** Whether the disks hold only what {@link #foundRecord} says. */
    boolean fresh() {
        return fresh;
    }

    List<MachinePlan> machines() {
        return machines;
    }

    List<String> diskPaths(MachinePlan machine) {
        return machine.disks().stream()
                .map(disk -> directory.resolve(disk.fileName()).toString())
                .toList();
    }

    /** The record a filled slot of a new disk holds. */
    static Stamp foundRecord(int slot) {
        return new Stamp(slot, 0, 0);
    }

    private static void fill(Path file, MachinePlan machine, DiskPlan disk, long seed)
            throws IOException {
        RecordFormat format = new RecordFormat(machine.name(), disk, seed);
        Set<StandardOpenOption> options =
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SPARSE);
        Files.deleteIfExists(file);
        try (FileChannel channel = FileChannel.open(file, options)) {
            if (disk.bootBytes() > 0) {
                channel.write(ByteBuffer.wrap(BootImage.of(machine, seed)), 0);
            }
            for (int slot = 0; slot < disk.filledSlots(); slot++) {
                ByteBuffer bytes = ByteBuffer.wrap(format.bytes(foundRecord(slot)));
                long at = disk.offset(slot);
                while (bytes.hasRemaining()) {
                    at += channel.write(bytes, at);
                }
            }
            channel.write(ByteBuffer.allocate(1), disk.sizeBytes() - 1);
        }
    }
}
