package io.continuo.platform.qemu;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Pictures as PNG, eight bits for each of three colours. QEMU writes PNG itself only where it was
 * built to.
 *
 * <p>Source: W3C, Portable Network Graphics, second edition.
 */
final class PngWriter {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte BITS = 8;
    private static final byte TRUE_COLOUR = 2;

    /** Each row is told as the difference from the one above: mostly nothing, on a screen. */
    private static final byte UP = 2;

    private PngWriter() {}

    static byte[] write(Picture picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(picture.width())
                        .putInt(picture.height())
                        .put(BITS)
                        .put(TRUE_COLOUR)
                        .put(new byte[3])
                        .array());
        chunk(out, "IDAT", deflated(rows(picture)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static byte[] rows(Picture picture) {
        int row = picture.width() * 3;
        byte[] rgb = picture.rgb();
        byte[] all = new byte[(row + 1) * picture.height()];
        for (int y = 0; y < picture.height(); y++) {
            int to = y * (row + 1);
            all[to] = UP;
            for (int x = 0; x < row; x++) {
                int above = y == 0 ? 0 : rgb[(y - 1) * row + x];
                all[to + 1 + x] = (byte) (rgb[y * row + x] - above);
            }
        }
        return all;
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(piece, 0, deflater.deflate(piece));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        ByteBuffer body =
                ByteBuffer.allocate(4 + data.length)
                        .put(type.getBytes(StandardCharsets.US_ASCII))
                        .put(data);
        CRC32 crc = new CRC32();
        crc.update(body.array());
        out.writeBytes(
                ByteBuffer.allocate(body.capacity() + 8)
                        .putInt(data.length)
                        .put(body.array())
                        .putInt((int) crc.getValue())
                        .array());
    }
}
