package io.continuo.replication.target;

import io.continuo.api.component.ReplicaReport;
import io.continuo.api.machine.PointView;
import io.continuo.replication.stream.Position;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Remembers which points were told, so that reports carry only what is new. */
final class ReportMemory {
    private final Map<String, Set<String>> told = new HashMap<>();

    synchronized ReplicaReport report(Replica replica, boolean full) {
        // Whoever made a point tells of it too, also where it is gone before it is told here.
        Set<String> gone = new LinkedHashSet<>(replica.takePruned());
        List<PointView> points = replica.points();
        Set<String> now = new LinkedHashSet<>();
        points.forEach(point -> now.add(point.id()));
        Set<String> before = told.put(replica.spec().streamId(), now);
        boolean all = full || before == null;
        Set<String> known = all ? Set.of() : before;
        known.stream().filter(id -> !now.contains(id)).forEach(gone::add);
        Position durable = replica.journal().settled();
        return new ReplicaReport(
                replica.spec().machineId(),
                all,
                points.stream().filter(point -> !known.contains(point.id())).toList(),
                List.copyOf(gone),
                replica.journal().bytes(),
                durable.sequence() == 0 ? Optional.empty() : Optional.of(durable.time()),
                replica.view(),
                replica.problem());
    }
}
