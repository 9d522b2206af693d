package io.continuo.api.machine;

import java.util.Optional;

/**
 * How the machine of a drill started.
 *
 * @param state {@link #BOOTED}, {@link #RUNNING}, {@link #ENDED} or {@link #NOT_STARTED}
 * @param seconds from its start until it counted as booted; empty where it did not
 * @param firstOutputSeconds from its start until it first wrote to its serial line
 * @param evidence why it counts as booted: {@code GUEST_AGENT}, {@code SERIAL} or {@code SCREEN};
 *     empty where it does not
 * @param screenshot path of the picture of its display, under the server's URL; empty without one
 * @param serial the end of what it wrote to its serial line
 * @param reason why it was not started, ended, or stands still; empty where there is nothing to say
 */
public record BootView(
        String state,
        Optional<Double> seconds,
        Optional<Double> firstOutputSeconds,
        String evidence,
        Optional<String> screenshot,
        String serial,
        String reason) {
    /** It was seen to boot. */
    public static final String BOOTED = "BOOTED";

    /** It runs, and was not seen to boot in the time it was watched. */
    public static final String RUNNING = "RUNNING";

    /** It runs no more, and nobody asked for that. */
    public static final String ENDED = "ENDED";

    /** Its disks are served, and nothing was started. */
    public static final String NOT_STARTED = "NOT_STARTED";

    /** Only its disks are served. */
    public static BootView notStarted(String reason) {
        return new BootView(
                NOT_STARTED, Optional.empty(), Optional.empty(), "", Optional.empty(), "", reason);
    }

    /** Whether it was started and something is known to be wrong with it. */
    public boolean bad() {
        return !state.equals(NOT_STARTED) && !reason.isEmpty();
    }
}
