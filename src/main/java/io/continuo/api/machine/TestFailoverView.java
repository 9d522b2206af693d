package io.continuo.api.machine;

import java.time.Instant;
import java.util.List;

/**
 * A running drill.
 *
 * @param machine name of the machine
 * @param point the recovery point it runs from
 * @param startedAt when it was opened
 * @param disks its disks, in the machine's order
 */
public record TestFailoverView(
        String machine, PointView point, Instant startedAt, List<ViewDisk> disks) {}
