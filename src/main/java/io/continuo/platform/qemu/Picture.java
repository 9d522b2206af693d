package io.continuo.platform.qemu;

import java.io.IOException;
import java.util.Arrays;

/**
 * What a display shows.
 *
 * @param rgb three bytes for each pixel, row by row from the top left
 */
record Picture(int width, int height, byte[] rgb) {
    private static final int TEXT_WIDTH = 720;
    private static final int TEXT_HEIGHT = 400;
    private static final int MOST_PIXELS = 64 << 20;

    /**
     * Reads a picture in the form QEMU dumps: binary PPM with 255 steps.
     *
     * @throws IOException it is none
     */
    static Picture ofPpm(byte[] file) throws IOException {
        int[] position = {2};
        if (file.length < 2 || file[0] != 'P' || file[1] != '6') {
            throw new IOException("not a PPM picture");
        }
        int width = number(file, position);
        int height = number(file, position);
        int steps = number(file, position);
        int start = position[0] + 1;
        long bytes = 3L * width * height;
        if (width < 1 || height < 1 || bytes > 3L * MOST_PIXELS || steps != 255) {
            throw new IOException("an unusual PPM picture");
        }
        if (file.length < start + bytes) {
            throw new IOException("a PPM picture that is cut short");
        }
        return new Picture(width, height, Arrays.copyOfRange(file, start, start + (int) bytes));
    }

    private static int number(byte[] file, int[] position) throws IOException {
        int at = position[0];
        while (at < file.length && Character.isWhitespace(file[at])) {
            at++;
        }
        int from = at;
        int value = 0;
        while (at < file.length && Character.isDigit(file[at]) && at - from < 7) {
            value = value * 10 + file[at++] - '0';
        }
        if (at == from) {
            throw new IOException("not a PPM picture");
        }
        position[0] = at;
        return value;
    }

    /** Whether it is that of a display of 80 by 25 letters. */
    boolean text() {
        return width == TEXT_WIDTH && height == TEXT_HEIGHT;
    }

    /** Whether all of it is one colour: nothing was drawn. */
    boolean blank() {
        for (int i = 3; i < rgb.length; i++) {
            if (rgb[i] != rgb[i - 3]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether it shows the same as another, but for a share of its pixels: a cursor may blink, a
     * clock may go.
     */
    boolean like(Picture other, double share) {
        if (width != other.width || height != other.height) {
            return false;
        }
        int different = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            if (rgb[i] != other.rgb[i]
                    || rgb[i + 1] != other.rgb[i + 1]
                    || rgb[i + 2] != other.rgb[i + 2]) {
                different++;
            }
        }
        return different <= share * width * height;
    }
}
