package io.continuo.server.recovery;

import io.continuo.api.component.Outcome;
import io.continuo.api.machine.BootView;
import io.continuo.api.machine.DrillView;
import io.continuo.server.domain.Drill;
import io.continuo.server.store.DrillPictures;
import io.continuo.server.store.DrillStore;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Test failovers: the one that runs, the newest that ended, and when one last succeeded. */
public final class Drills {
    private final DrillStore store;
    private final DrillPictures pictures;
    private final Map<String, Drill> running = new ConcurrentHashMap<>();
    private final Map<String, Drill> last = new ConcurrentHashMap<>();
    private final Map<String, Instant> succeeded = new ConcurrentHashMap<>();

    public Drills(DrillStore store, DrillPictures pictures) {
        this.store = store;
        this.pictures = pictures;
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
                                drill.succeeded(),
                                drill.id(),
                                drill.boot(),
                                drill.notes()));
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

    /** The newest picture of a machine's drill. */
    public Optional<byte[]> picture(String machineId, String drillId) {
        return pictures.read(machineId, drillId);
    }

    synchronized void booted(String machineId, BootView boot, Optional<byte[]> picture) {
        Drill drill = running.get(machineId);
        if (drill != null) {
            picture.ifPresent(png -> pictures.save(machineId, drill.id(), png));
            save(drill.withBoot(boot));
        }
    }

    public void forget(String machineId) {
        pictures.forget(machineId);
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
