package io.continuo.api.machine;

import java.time.Instant;
import java.util.Optional;

/**
 * The newest finished drill of a machine. It counts only after its cleanup succeeded (DOMAIN.md:
 * health).
 *
 * @param startedAt when the test failover was asked for
 * @param endedAt when its cleanup finished
 * @param point the recovery point it ran from
 * @param succeeded whether every step of both succeeded, and its machine, where one was started,
 *     did not fail
 * @param drill id of the drill; empty from a server that gives none
 * @param boot how its machine started; empty where that was not tried
 * @param notes what was noted at its cleanup
 */
public record DrillView(
        Instant startedAt,
        Instant endedAt,
        PointView point,
        boolean succeeded,
        String drill,
        Optional<BootView> boot,
        String notes) {
    public DrillView {
        drill = drill == null ? "" : drill;
        boot = boot == null ? Optional.empty() : boot;
        notes = notes == null ? "" : notes;
    }

    /** Only its disks, and nothing noted. */
    public DrillView(Instant startedAt, Instant endedAt, PointView point, boolean succeeded) {
        this(startedAt, endedAt, point, succeeded, "", Optional.empty(), "");
    }
}
