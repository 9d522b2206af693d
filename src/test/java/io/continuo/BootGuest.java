package io.continuo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * A guest of one boot sector: it writes a text to its first serial line and to its screen, and then
 * sleeps until its power button is pressed.
 */
public final class BootGuest {
    /**
     * In real mode, with SP 7c00: {@code for (si = text; *si; si++) { out(3f8, *si); int10(0e, *si)
     * }; out(602, 0100); do hlt; while (!(in(600) & 0100)); out(604, 2000)}. Ports 600, 602 and 604
     * are ACPI's PM1 status, enable and control (PIIX4); 0100 is the power button, 2000 is off.
     */
    private static final String CODE =
            "fa31c08ed88ec08ed0bc007cfcfbbe3d7cac84c0740dbaf803eeb40ebb0700cd10ebee"
                    + "ba0206b80001eff4ba0006edf6c40174f6ba0406b80020efebed";

    private static final String BUTTON = "b80001ef";
    private static final String NO_BUTTON = "b80000ef";
    private static final long DISK_BYTES = 1 << 20;

    private BootGuest() {}

    /** A disk of 1 MiB with the guest on it. */
    public static void write(Path disk, String text) throws IOException {
        write(disk, text, CODE);
    }

    /** The same, but its power button does nothing. */
    public static void writeDeaf(Path disk, String text) throws IOException {
        write(disk, text, CODE.replace(BUTTON, NO_BUTTON));
    }

    private static void write(Path disk, String text, String code) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(DISK_BYTES);
            file.write(HexFormat.of().parseHex(code));
            file.write(text.getBytes(StandardCharsets.US_ASCII));
            file.write(0);
            file.seek(510);
            file.write(new byte[] {0x55, (byte) 0xaa});
        }
    }
}
