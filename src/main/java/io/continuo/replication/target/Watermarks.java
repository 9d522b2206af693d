package io.continuo.replication.target;

import io.continuo.api.component.VolumeReport.Level;

/**
 * How much of a volume stays free, so that history never fills it: what is left lets the fold go
 * on, drills be written to, and people act.
 *
 * <p>Each mark is a share of the volume, but not more than so much, so that a large volume can be
 * used; and at least enough for the files written next, but not more than a part of a small volume.
 */
final class Watermarks {
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;

    /**
     * One mark.
     *
     * @param share of the volume
     * @param mostBytes never more than this for the share's sake
     * @param needBytes never less than this
     * @param part of a small volume, never more than one such part for the need's sake
     */
    record Mark(double share, long mostBytes, long needBytes, int part) {
        long of(long totalBytes) {
            return Math.max(
                    (long) Math.min(share * totalBytes, mostBytes),
                    Math.min(needBytes, totalBytes / part));
        }
    }

    static final Mark WARN = new Mark(0.20, 32 * GIB, 256 * MIB, 4);
    static final Mark THROTTLE = new Mark(0.10, 8 * GIB, 192 * MIB, 6);
    static final Mark STOP = new Mark(0.05, 2 * GIB, 128 * MIB, 8);

    /** The rate changes are taken at where throttling begins; falls to {@link #SLOWEST}. */
    static final long THROTTLED_BYTES_PER_SECOND = 64 * MIB;

    static final long SLOWEST = 2 * MIB;

    private Watermarks() {}

    /**
     * What free room means.
     *
     * @param before what it meant last: a full volume has to have some more room before it counts
     *     as less than full
     */
    static Level level(long free, long total, Level before) {
        long stop = STOP.of(total);
        long enough = before == Level.FULL ? (stop + THROTTLE.of(total)) / 2 : stop;
        if (free <= enough) {
            return Level.FULL;
        }
        if (free <= THROTTLE.of(total)) {
            return Level.THROTTLED;
        }
        return free <= WARN.of(total) ? Level.LOW : Level.ROOMY;
    }

    /** Bytes a second that may come while throttled. */
    static long rate(long free, long total) {
        long stop = STOP.of(total);
        double open = (double) (free - stop) / Math.max(1, THROTTLE.of(total) - stop);
        return Math.max(SLOWEST, (long) (open * THROTTLED_BYTES_PER_SECOND));
    }
}
