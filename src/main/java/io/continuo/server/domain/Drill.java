package io.continuo.server.domain;

import io.continuo.api.machine.BootView;
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
 * @param boot how its machine started; empty where that was not tried
 * @param notes what was noted at its cleanup
 */
public record Drill(
        String id,
        String machineId,
        Instant startedAt,
        Optional<Instant> endedAt,
        boolean succeeded,
        PointView point,
        List<ViewDisk> disks,
        Optional<BootView> boot,
        String notes) {
    public Drill {
        disks = List.copyOf(disks);
    }

    /** Without a machine that was started. */
    public Drill(
            String id,
            String machineId,
            Instant startedAt,
            Optional<Instant> endedAt,
            boolean succeeded,
            PointView point,
            List<ViewDisk> disks) {
        this(id, machineId, startedAt, endedAt, succeeded, point, disks, Optional.empty(), "");
    }

    public Drill withDisks(List<ViewDisk> value) {
        return new Drill(id, machineId, startedAt, endedAt, succeeded, point, value, boot, notes);
    }

    public Drill withBoot(BootView value) {
        return new Drill(
                id,
                machineId,
                startedAt,
                endedAt,
                succeeded,
                point,
                disks,
                Optional.of(value),
                notes);
    }

    /** Cleaned up; a machine that was started and failed is no success. */
    public Drill ended(Instant when, String noted) {
        return new Drill(
                id,
                machineId,
                startedAt,
                Optional.of(when),
                boot.filter(BootView::bad).isEmpty(),
                point,
                disks,
                boot,
                noted);
    }
}
