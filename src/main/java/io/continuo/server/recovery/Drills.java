package io.continuo.server.recovery;

import io.continuo.api.component.Outcome;
import io.continuo.api.machine.DrillView;
import io.continuo.server.domain.Drill;
import io.continuo.server.store.DrillStore;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Test failovers: the one that runs, the newest that ended, and when one last succeeded. */
public final class Drills {
    private final DrillStore store;
    private final Map<String, Drill> running = new ConcurrentHashMap<>();
    private final Map<String, Drill> last = new ConcurrentHashMap<>();
    private final Map<String, Instant> succeeded = new ConcurrentHashMap<>();

    public Drills(DrillStore store) {
        this.store = store;
        store.all().forEach(this::hold);
    }

    public Optional<Drill> running(String machineId) {
        return Optional.ofNullable(running.get(machineId));
    }

    public Optional<DrillView> last(String machineId) {
        return Optional.ofNullable(last.get(machineId))
                .map(drill ->
                        new DrillView(
                                drill.startedAt(),
                                drill.endedAt().orElseThrow(),
                                drill.point(),
                                drill.succeeded()));
    }

    public Optional<Instant> lastSuccess(String machineId) {
        return Optional.ofNullable(succeeded.get(machineId));
    }

    synchronized void save(Drill drill) {
        store.save(drill);
        hold(drill);
    }

    /** A target that started again may serve the same view elsewhere. */
    public synchronized void seen(String machineId, Outcome.ViewOpened view) {
        Drill drill = running.get(machineId);
        if (drill != null
                && drill.point().id().equals(view.point().id())
                && !drill.disks().equals(view.disks())) {
            save(drill.withDisks(view.disks()));
        }
    }

    public void forget(String machineId) {
        running.remove(machineId);
        last.remove(machineId);
        succeeded.remove(machineId);
    }

    private void hold(Drill drill) {
        String machine = drill.machineId();
        if (drill.endedAt().isEmpty()) {
            running.put(machine, drill);
            return;
        }
        running.remove(machine);
        last.put(machine, drill);
        if (drill.succeeded()) {
            succeeded.put(machine, drill.endedAt().get());
        }
    }
}
