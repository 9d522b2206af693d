package io.continuo.api.machine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A failover from its start until the machine is protected again.
 *
 * @param point what it runs from; empty until that is chosen
 * @param disks where its disks are served; empty until then
 * @param sourceHeld whether the source is known to be kept off its disks; where it is not, it is
 *     told so when it is heard of again
 * @param whole whether its disks need the recovery points no more
 * @param startedSeconds from the command to the machine's first output; empty where no component
 *     runs it, or nothing was seen of it yet
 * @param bootEvidence why it counts as booted; empty until it does
 * @param cancelLeaves what cancelling leaves behind, a sentence; empty when it cannot be cancelled
 */
public record FailoverView(
        String machine,
        FailoverKind kind,
        Optional<PointView> point,
        Instant startedAt,
        Optional<Instant> committedAt,
        List<ViewDisk> disks,
        boolean sourceHeld,
        boolean whole,
        Optional<Double> startedSeconds,
        String bootEvidence,
        String cancelLeaves) {}
