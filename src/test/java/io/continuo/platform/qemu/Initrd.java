package io.continuo.platform.qemu;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** An initial file system, as a cpio archive in the form kernels read (newc). */
final class Initrd {
    private static final int DIRECTORY = 0040755;
    private static final int PROGRAM = 0100755;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int number;

    Initrd(String... directories) {
        for (String name : directories) {
            entry(name, DIRECTORY, new byte[0]);
        }
    }

    void program(String name, byte[] content) {
        entry(name, PROGRAM, content);
    }

    /** All of it, ended. */
    byte[] bytes() {
        entry("TRAILER!!!", 0, new byte[0]);
        return out.toByteArray();
    }

    private void entry(String name, int mode, byte[] content) {
        int[] head = {++number, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length() + 1, 0};
        StringBuilder text = new StringBuilder("070701");
        for (int field : head) {
            text.append("%08X".formatted(field));
        }
        out.writeBytes((text + name + "\0").getBytes(StandardCharsets.US_ASCII));
        align();
        out.writeBytes(content);
        align();
    }

    private void align() {
        while (out.size() % 4 != 0) {
            out.write(0);
        }
    }
}
