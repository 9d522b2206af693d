package io.continuo.simulation.engine;

/**
 * What a life has much of, so that what needs some circumstance is found by many seeds and not by
 * one in thousands. The seed's number says which.
 */
public enum Circumstances {
    /** No fault at all; no seed has it by itself. */
    QUIET,
    /** Some of everything. */
    MIXED,
    /** A few places are written again and again while they are copied. */
    OVERWRITES,
    /** Roles are killed and lose power all the time. */
    KILLS,
    /** History is short, and the target loses power. */
    PRUNING,
    /** Places rest, are written to again, and the agent dies. */
    RESTS,
    /** There is next to no room for what waits. */
    TIGHT,
    /** A line is away for an hour. */
    OUTAGE;

    private static final int OUTAGES = 64;
    private static final int OTHERS = 8;

    /** The circumstances of a seed. */
    public static Circumstances of(long seed) {
        if (Math.floorMod(seed, OUTAGES) == OUTAGES - 1) {
            return OUTAGE;
        }
        return switch (Math.floorMod(seed, OTHERS)) {
            case 1 -> OVERWRITES;
            case 2 -> KILLS;
            case 3 -> PRUNING;
            case 5 -> RESTS;
            case 6 -> TIGHT;
            default -> MIXED;
        };
    }
}
