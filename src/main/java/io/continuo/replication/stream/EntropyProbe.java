package io.continuo.replication.stream;

import java.util.Arrays;

/**
 * Guesses from a sample whether bytes are worth compressing: encrypted and compressed data, which
 * use all byte values alike, are not. Not safe for use by several threads.
 */
final class EntropyProbe {
    private static final int STRETCHES = 16;
    private static final int STRETCH = 256;
    private static final int SAMPLE = STRETCHES * STRETCH;

    /** Bits a byte; random bytes show about 7.95 in a sample of this size. */
    private static final double INCOMPRESSIBLE = 7.6;

    private final int[] counts = new int[256];
    private final double[] weighted = new double[SAMPLE + 1];

    EntropyProbe() {
        for (int n = 1; n <= SAMPLE; n++) {
            weighted[n] = n * Math.log(n) / Math.log(2);
        }
    }

    boolean worthwhile(byte[] bytes, int from, int length) {
        if (length < SAMPLE) {
            return length >= STRETCH;
        }
        Arrays.fill(counts, 0);
        int step = (length - STRETCH) / (STRETCHES - 1);
        for (int stretch = 0; stretch < STRETCHES; stretch++) {
            int at = from + stretch * step;
            for (int i = at; i < at + STRETCH; i++) {
                counts[bytes[i] & 0xFF]++;
            }
        }
        double sum = 0;
        for (int count : counts) {
            sum += weighted[count];
        }
        return weighted[SAMPLE] / SAMPLE - sum / SAMPLE < INCOMPRESSIBLE;
    }
}
