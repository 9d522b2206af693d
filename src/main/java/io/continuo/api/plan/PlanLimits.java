package io.continuo.api.plan;

import java.time.Duration;

/** How large a recovery plan may be, and how long its steps may take. */
public final class PlanLimits {
    /** DOMAIN.md: recovery plans. */
    public static final int MOST_GROUPS = 7;

    /** DOMAIN.md: recovery plans. */
    public static final int MOST_MACHINES = 100;

    /** DOMAIN.md: recovery plans. */
    public static final Duration USUAL_SCRIPT_TIMEOUT = Duration.ofMinutes(5);

    /** Less says nothing about a script. */
    public static final Duration SHORTEST_SCRIPT_TIMEOUT = Duration.ofSeconds(1);

    /** What takes longer belongs into a job of its own, not between two groups. */
    public static final Duration LONGEST_SCRIPT_TIMEOUT = Duration.ofHours(4);

    /** A person has to be able to read the question. */
    public static final Duration SHORTEST_DEADLINE = Duration.ofSeconds(30);

    /** A plan that waits for longer than a day is two plans. */
    public static final Duration LONGEST_DEADLINE = Duration.ofHours(24);

    /** A job's table, where a run is one row, has room for so many. */
    public static final int LONGEST_NAME = 63;

    /** Of a group, a step, a delegate: one line of a screen. */
    public static final int LONGEST_LINE = 120;

    /** Of a description, or of what a person is to do. */
    public static final int LONGEST_TEXT = 2000;

    /** Before or after one group. */
    public static final int MOST_STEPS = 20;

    /** Of a script's output so much of the end is kept. */
    public static final int KEPT_OUTPUT_BYTES = 8 << 10;

    private PlanLimits() {}
}
