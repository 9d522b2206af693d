package io.continuo.server.recovery;

import io.continuo.api.component.ReplicaReport;
import io.continuo.api.machine.PointChoice;
import io.continuo.api.machine.PointView;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.PointSummary;
import io.continuo.server.domain.Refusals;
import io.continuo.server.store.PointStore;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The recovery points the master targets hold, as they told; the targets are the truth. */
public final class Points {
    /** More points than pruning leaves of 15 days. */
    private static final int MOST = 10_000;

    private static final int MOST_GONE = 100;

    private final PointStore store;
    private final Map<String, PointSummary> summaries;

    /** Newest ids that are gone, by machine: their makers may tell of them later. */
    private final Map<String, Set<String>> gone = new HashMap<>();

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

    /**
     * Refuses what the machine cannot be recovered to, as far as is known here: which times a
     * journal holds its master target says.
     */
    public void check(Machine machine, String point) {
        if (summary(machine.id()).count() == 0) {
            throw Refusals.noPointYet(machine.name()).toException();
        }
        boolean known =
                switch (PointChoice.parse(point, ZoneOffset.UTC)) {
                    case PointChoice.Latest latest -> true;
                    case PointChoice.At at -> true;
                    case PointChoice.Newest newest -> newest(machine.id(), newest).isPresent();
                    case PointChoice.Id(String id) -> store.find(machine.id(), id).isPresent();
                };
        if (!known) {
            throw Refusals.pointUnknown(machine.name(), point).toException();
        }
    }

    /** The point asked for as far as it is known here; the newest one for {@code latest}. */
    public Optional<PointView> find(String machineId, String point) {
        return switch (PointChoice.parse(point, ZoneOffset.UTC)) {
            case PointChoice.Latest() -> summary(machineId).newest();
            case PointChoice.At(Instant time) ->
                    newestFirst(machineId).stream()
                            .filter(held -> !held.time().isAfter(time))
                            .findFirst();
            case PointChoice.Newest newest -> newest(machineId, newest);
            case PointChoice.Id(String id) -> store.find(machineId, id);
        };
    }

    private Optional<PointView> newest(String machineId, PointChoice.Newest wanted) {
        return newestFirst(machineId).stream().filter(wanted::fits).findFirst();
    }

    /** Every point of a machine. */
    public List<PointView> newestFirst(String machineId) {
        return store.newest(machineId, MOST);
    }

    /** Times of the points a machine shares with its group. */
    public Set<Instant> sharedTimes(String machineId) {
        return newestFirst(machineId).stream()
                .filter(PointView::multiVm)
                .map(PointView::time)
                .collect(Collectors.toCollection(HashSet::new));
    }

    public synchronized void made(String machineId, PointView point) {
        if (!gone.getOrDefault(machineId, Set.of()).contains(point.id())) {
            store.change(machineId, List.of(point), List.of());
            sum(machineId);
        }
    }

    public synchronized void take(ReplicaReport report) {
        remember(report.machineId(), report.pointsRemoved());
        if (report.full()) {
            store.replace(report.machineId(), report.pointsAdded());
        } else if (report.pointsAdded().isEmpty() && report.pointsRemoved().isEmpty()) {
            return;
        } else {
            store.change(report.machineId(), report.pointsAdded(), report.pointsRemoved());
        }
        sum(report.machineId());
    }

    private void remember(String machineId, List<String> removed) {
        if (!removed.isEmpty()) {
            Set<String> ids = gone.computeIfAbsent(machineId, id -> new LinkedHashSet<>());
            ids.addAll(removed);
            Iterator<String> oldest = ids.iterator();
            for (int more = ids.size() - MOST_GONE; more > 0; more--) {
                oldest.next();
                oldest.remove();
            }
        }
    }

    /** The machine's points are gone: it was committed. */
    public synchronized void drop(String machineId) {
        store.replace(machineId, List.of());
        gone.remove(machineId);
        sum(machineId);
    }

    public synchronized void forget(String machineId) {
        gone.remove(machineId);
        summaries.remove(machineId);
    }

    private void sum(String machineId) {
        summaries.put(machineId, store.summary(machineId));
    }
}
