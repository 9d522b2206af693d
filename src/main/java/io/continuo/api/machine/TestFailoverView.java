package io.continuo.api.machine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A running drill.
 *
 * @param machine name of the machine
 * @param point the recovery point it runs from
 * @param startedAt when it was opened
 * @param disks its disks, in the machine's order
 * @param drill id of the drill; empty from a server that gives none
 * @param boot how its machine started; empty until that was tried
 */
public record TestFailoverView(
        String machine,
        PointView point,
        Instant startedAt,
        List<ViewDisk> disks,
        String drill,
        Optional<BootView> boot) {
    public TestFailoverView {
        drill = drill == null ? "" : drill;
        boot = boot == null ? Optional.empty() : boot;
    }

    /** Only its disks. */
    public TestFailoverView(
            String machine, PointView point, Instant startedAt, List<ViewDisk> disks) {
        this(machine, point, startedAt, disks, "", Optional.empty());
    }
}
