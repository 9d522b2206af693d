package io.continuo.server.domain;

import io.continuo.api.machine.PointView;
import io.continuo.api.machine.ViewDisk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A test failover, running or finished.
 *
 * @param endedAt empty while it runs
 * @param succeeded whether every step of it and of its cleanup succeeded
 */
public record Drill(
        String id,
        String machineId,
        Instant startedAt,
        Optional<Instant> endedAt,
        boolean succeeded,
        PointView point,
        List<ViewDisk> disks) {
    public Drill {
        disks = List.copyOf(disks);
    }

    public Drill withDisks(List<ViewDisk> value) {
        return new Drill(id, machineId, startedAt, endedAt, succeeded, point, value);
    }

    public Drill ended(Instant when, boolean success) {
        return new Drill(id, machineId, startedAt, Optional.of(when), success, point, disks);
    }
}
