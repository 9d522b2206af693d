package io.continuo.api.machine;

import java.util.Optional;

/**
 * The change log of a machine, as its agent sees it now.
 *
 * @param mode what is kept of changes
 * @param cause why it is not {@link ChangeLogMode#DATA}; empty when it is
 * @param memoryBytes data held in memory, not durable at the target
 * @param memoryLimitBytes most of that
 * @param diskBytes data held behind it on the agent's disk
 * @param diskLimitBytes most of that; half of the machine's disks at most, 0 where there is no
 *     change log on disk
 * @param changedBytes under blocks of which only the place is known, that will be sent
 */
public record ChangeLogView(
        ChangeLogMode mode,
        Optional<ResyncCause> cause,
        long memoryBytes,
        long memoryLimitBytes,
        long diskBytes,
        long diskLimitBytes,
        long changedBytes) {}
