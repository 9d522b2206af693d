package io.continuo.simulation.world;

/** What goes wrong in a life. */
enum Fault {
    /** Nothing, this time. */
    NONE,
    LINES_DROP,
    PARTITION,
    /** A line drops and is away for a moment: what was under way is copied anew. */
    INTERRUPTION,
    DELAY,
    KILL_TARGET,
    CUT_TARGET,
    KILL_AGENT,
    CUT_AGENT,
    KILL_GATEWAY,
    TARGET_SYNC_FAILS,
    TARGET_FULL,
    TARGET_SLOW,
    CLOCK_JUMPS,
    GATEWAY_TROUBLE,
    KILL_BEHIND_PARTITION,
    /** Other places are written to than before, and the agent dies before anybody hears of it. */
    KILL_AFTER_REST
}
