package io.continuo.api.component;

import java.util.Optional;

/**
 * How much a process server may forward to master targets, for all its machines together.
 *
 * @param bytesPerSecond the limit outside work hours; 0 for none
 * @param workHours another limit for the hours when people need the line
 */
public record Throttle(long bytesPerSecond, Optional<WorkHours> workHours) {
    /** No limit at any time. */
    public static final Throttle NONE = new Throttle(0, Optional.empty());
}
