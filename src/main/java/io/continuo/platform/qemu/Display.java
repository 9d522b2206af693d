package io.continuo.platform.qemu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Looks at a machine's display, through its monitor. It works without anybody showing it. */
final class Display {
    /** Where a display in text mode is, in the machine's memory: letters and their colours. */
    private static final long TEXT = 0xb8000;

    private static final int COLUMNS = 80;
    private static final int TEXT_BYTES = COLUMNS * 25 * 2;

    private final RunDirectory directory;

    Display(RunDirectory directory) {
        this.directory = directory;
    }

    Picture look(Qmp monitor) throws IOException {
        return Picture.ofPpm(dump(monitor, "screendump", "screen.ppm", Map.of()));
    }

    /** The last line written on a display in text mode; of no meaning in any other. */
    String lastLine(Qmp monitor) throws IOException {
        byte[] cells =
                dump(monitor, "pmemsave", "screen.text", Map.of("val", TEXT, "size", TEXT_BYTES));
        byte[] letters = new byte[cells.length / 2];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = cells[2 * i];
        }
        String all = new String(letters, StandardCharsets.ISO_8859_1).replace('\0', ' ');
        for (int start = all.length() - COLUMNS; start >= 0; start -= COLUMNS) {
            String line = all.substring(start, start + COLUMNS).strip();
            if (!line.isEmpty()) {
                return line;
            }
        }
        return "";
    }

    private byte[] dump(Qmp monitor, String command, String name, Map<String, Object> more)
            throws IOException {
        Path file = directory.file(name);
        try {
            Map<String, Object> arguments = new java.util.HashMap<>(more);
            arguments.put("filename", name);
            monitor.execute(command, arguments);
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
