package io.continuo.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What every disk of the lab begins with: a program that looks through the machine's disks when it
 * is started, and shows its name and the newest record it finds; of a database the newest commit.
 * Its source is {@code boot.s} beside {@code boot.hex}.
 */
final class BootImage {
    /** Before the first slot; a multiple of every slot's size. */
    static final int BYTES = 64 << 10;

    private static final int SECTOR = 512;

    /** Where the program looks for what to look through. */
    private static final int PARAMETERS = 7 * SECTOR;

    private static final int NAME_BYTES = 64;

    /** What the program reads at once. */
    private static final int BUFFER = 64 << 10;

    private BootImage() {}

    /** All of the room before the first slot, the same on each of a machine's disks. */
    static byte[] of(MachinePlan machine, long seed) {
        byte[] image = Arrays.copyOf(program(), BYTES);
        ByteBuffer parameters =
                ByteBuffer.wrap(image, PARAMETERS, SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        byte[] name = machine.name().getBytes(StandardCharsets.US_ASCII);
        parameters.put(Arrays.copyOf(name, NAME_BYTES)).putShort((short) machine.disks().size());
        for (DiskPlan disk : machine.disks()) {
            int slotSectors = disk.slotBytes() / SECTOR;
            parameters.putInt((int) (disk.offset(0) / SECTOR));
            parameters.putShort((short) slotSectors);
            parameters.putShort((short) (BUFFER / disk.slotBytes()));
            parameters.putInt(machine.shows(disk) ? disk.usedSlots() : 0);
            // As it is in a record: those are written with the highest byte first.
            long diskSeed = new RecordFormat(machine.name(), disk, seed).diskSeed();
            parameters.putLong(Long.reverseBytes(diskSeed));
            parameters.putInt(machine.runSlots(disk));
        }
        return image;
    }

    /** The program alone. */
    static byte[] program() {
        try (InputStream in = BootImage.class.getResourceAsStream("boot.hex")) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
