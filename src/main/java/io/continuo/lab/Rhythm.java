package io.continuo.lab;

/**
 * How often a guest's thread writes: a slow swing with bursts, the same for the same seed.
 *
 * @param perSecond records, or transactions, on average outside bursts
 * @param swing share by which it rises and falls
 * @param periodSeconds of the swing
 * @param burst factor while a burst lasts
 * @param burstShare share of the time that is bursts
 */
record Rhythm(
        double perSecond, double swing, double periodSeconds, double burst, double burstShare) {
    private static final double BURST_SECONDS = 1.5;

    /** Records a second wanted, so many seconds after the start. */
    double at(double seconds, long seed) {
        double wave = 1 + swing * Math.sin(2 * Math.PI * seconds / periodSeconds);
        long window = (long) (seconds / BURST_SECONDS);
        double draw = (Mix.of(seed, window) >>> 11) * 0x1.0p-53;
        return perSecond * wave * (draw < burstShare ? burst : 1);
    }
}
