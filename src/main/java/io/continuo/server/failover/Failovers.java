package io.continuo.server.failover;

import io.continuo.server.domain.Failover;
import io.continuo.server.store.FailoverStore;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The newest failover of each machine. */
public final class Failovers {
    private final FailoverStore store;
    private final Map<String, Failover> newest = new ConcurrentHashMap<>();

    /** Where each machine came from, by the newest failover that was committed. */
    private final Map<String, Failover> committed = new ConcurrentHashMap<>();

    public Failovers(FailoverStore store) {
        this.store = store;
        store.all().forEach(this::hold);
    }

    /** The one under way, if one is. */
    public Optional<Failover> open(String machineId) {
        return Optional.ofNullable(newest.get(machineId))
                .filter(failover -> failover.endedAt().isEmpty());
    }

    /** The newest that was committed, under way or not. */
    Optional<Failover> lastCommitted(String machineId) {
        return Optional.ofNullable(committed.get(machineId));
    }

    /** Whether a machine is to be kept off the disks of the side it left. */
    public boolean held(String machineId) {
        return open(machineId).map(Failover::held).orElse(false);
    }

    synchronized void save(Failover failover) {
        store.save(failover);
        hold(failover);
    }

    /** Changes the one under way; nothing happens when there is none. */
    synchronized Optional<Failover> change(String machineId, UnaryOperator<Failover> change) {
        Optional<Failover> changed = open(machineId).map(change);
        changed.ifPresent(this::save);
        return changed;
    }

    public void forget(String machineId) {
        newest.remove(machineId);
        committed.remove(machineId);
    }

    private void hold(Failover failover) {
        newest.put(failover.machineId(), failover);
        if (failover.committedAt().isPresent()) {
            committed.put(failover.machineId(), failover);
        }
    }
}
