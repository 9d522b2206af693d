package io.continuo.server.recovery;

import io.continuo.api.component.ReplicaReport;
import io.continuo.api.machine.PointView;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.PointSummary;
import io.continuo.server.domain.Refusals;
import io.continuo.server.store.PointStore;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The recovery points the master targets hold, as they told; the targets are the truth. */
public final class Points {
    /** Asks for the newest moment the target holds. */
    public static final String LATEST = "latest";

    private final PointStore store;
    private final Map<String, PointSummary> summaries;

    public Points(PointStore store) {
        this.store = store;
        this.summaries = new ConcurrentHashMap<>(store.summaries());
    }

    public PointSummary summary(String machineId) {
        return summaries.getOrDefault(machineId, PointSummary.NONE);
    }

    /**
     * Newest first.
     *
     * @param before id of a point; only those older than it
     */
    public List<PointView> list(Machine machine, Optional<String> before, int limit) {
        return before.map(id ->
                        store.find(machine.id(), id)
                                .map(point -> store.before(machine.id(), point, limit))
                                .orElse(List.of()))
                .orElseGet(() -> store.newest(machine.id(), limit));
    }

    /** Refuses an id the machine does not have; {@code latest} needs any point. */
    public void check(Machine machine, String point) {
        if (summary(machine.id()).count() == 0) {
            throw Refusals.noPointYet(machine.name()).toException();
        }
        if (!point.equals(LATEST) && store.find(machine.id(), point).isEmpty()) {
            throw Refusals.pointUnknown(machine.name(), point).toException();
        }
    }

    /** The point asked for as far as it is known here; the newest one for {@code latest}. */
    public Optional<PointView> find(String machineId, String point) {
        return point.equals(LATEST) ? summary(machineId).newest() : store.find(machineId, point);
    }

    public synchronized void made(String machineId, PointView point) {
        store.change(machineId, List.of(point), List.of());
        sum(machineId);
    }

    public synchronized void take(ReplicaReport report) {
        if (report.full()) {
            store.replace(report.machineId(), report.pointsAdded());
        } else if (report.pointsAdded().isEmpty() && report.pointsRemoved().isEmpty()) {
            return;
        } else {
            store.change(report.machineId(), report.pointsAdded(), report.pointsRemoved());
        }
        sum(report.machineId());
    }

    public void forget(String machineId) {
        summaries.remove(machineId);
    }

    private void sum(String machineId) {
        summaries.put(machineId, store.summary(machineId));
    }
}
