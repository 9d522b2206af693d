package io.continuo.lab;

/** Spreads numbers over 64 bits; the finalizer of SplitMix64 (Steele, Lea, Flood, 2014). */
final class Mix {
    private Mix() {}

    static long of(long... parts) {
        long state = 0x9E3779B97F4A7C15L;
        for (long part : parts) {
            state = scramble(state + 0x9E3779B97F4A7C15L + part);
        }
        return state;
    }

    static long scramble(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
