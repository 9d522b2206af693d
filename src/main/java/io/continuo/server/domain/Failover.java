package io.continuo.server.domain;

import io.continuo.api.component.MachineRunView;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.FailoverKind;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.ViewDisk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A failover as stored: from its start until it was cancelled or the machine is protected again.
 *
 * @param id of the job that began it
 * @param choice the point as asked for last
 * @param direction the way the machine replicated before
 * @param left the side the machine left
 * @param host the component that serves its disks, and runs it
 * @param held whether the source is kept off its disks as far as the server wants
 * @param heldNow whether the source's agent said so
 * @param whole whether the disks need the replica no more
 * @param paths where the disks' images go, or went, when the machine is protected again; empty for
 *     places of the master target's own that are not known yet
 * @param sourceStopped whether the source was shut down by us, and is started again on a way back
 * @param run the machine at the other side; empty where no component runs it
 * @param endedAt when it was cancelled, or the machine was protected again
 */
public record Failover(
        String id,
        String machineId,
        FailoverKind kind,
        String choice,
        Optional<PointView> point,
        Instant startedAt,
        Optional<Instant> committedAt,
        Optional<Instant> endedAt,
        List<ViewDisk> disks,
        Direction direction,
        Side left,
        String host,
        boolean held,
        boolean heldNow,
        boolean whole,
        List<String> paths,
        boolean sourceStopped,
        Optional<MachineRunView> run) {
    public Failover {
        disks = List.copyOf(disks);
        paths = List.copyOf(paths);
        run = run == null ? Optional.empty() : run;
    }

    /** Who served a machine at one place, and its disks there. */
    public record Side(String agent, String processServer, List<String> paths) {
        public Side {
            paths = List.copyOf(paths);
        }
    }

    /** Until it is committed it can be cancelled, and its point changed. */
    public boolean pending() {
        return committedAt.isEmpty() && endedAt.isEmpty();
    }

    public Failover withChoice(String value) {
        return new Failover(
                id,
                machineId,
                kind,
                value,
                Optional.empty(),
                startedAt,
                committedAt,
                endedAt,
                List.of(),
                direction,
                left,
                host,
                held,
                heldNow,
                whole,
                paths,
                sourceStopped,
                run);
    }

    public Failover withDisks(PointView at, List<ViewDisk> value) {
        return new Failover(
                id,
                machineId,
                kind,
                choice,
                Optional.of(at),
                startedAt,
                committedAt,
                endedAt,
                value,
                direction,
                left,
                host,
                held,
                heldNow,
                whole,
                paths,
                sourceStopped,
                run);
    }

    public Failover withHeld(boolean wanted, boolean now) {
        return new Failover(
                id,
                machineId,
                kind,
                choice,
                point,
                startedAt,
                committedAt,
                endedAt,
                disks,
                direction,
                left,
                host,
                wanted,
                now,
                whole,
                paths,
                sourceStopped,
                run);
    }

    public Failover committed(Instant when) {
        return new Failover(
                id,
                machineId,
                kind,
                choice,
                point,
                startedAt,
                Optional.of(committedAt.orElse(when)),
                endedAt,
                disks,
                direction,
                left,
                host,
                held,
                heldNow,
                whole,
                paths,
                sourceStopped,
                run);
    }

    public Failover stoppedSource() {
        return new Failover(
                id,
                machineId,
                kind,
                choice,
                point,
                startedAt,
                committedAt,
                endedAt,
                disks,
                direction,
                left,
                host,
                held,
                heldNow,
                whole,
                paths,
                true,
                run);
    }

    public Failover withRun(Optional<MachineRunView> value) {
        return new Failover(
                id,
                machineId,
                kind,
                choice,
                point,
                startedAt,
                committedAt,
                endedAt,
                disks,
                direction,
                left,
                host,
                held,
                heldNow,
                whole,
                paths,
                sourceStopped,
                value);
    }

    public Failover asWhole() {
        return new Failover(
                id,
                machineId,
                kind,
                choice,
                point,
                startedAt,
                committedAt,
                endedAt,
                disks,
                direction,
                left,
                host,
                held,
                heldNow,
                true,
                paths,
                sourceStopped,
                run);
    }

    public Failover at(List<String> images) {
        return new Failover(
                id,
                machineId,
                kind,
                choice,
                point,
                startedAt,
                committedAt,
                endedAt,
                disks,
                direction,
                left,
                host,
                held,
                heldNow,
                whole,
                images,
                sourceStopped,
                run);
    }

    public Failover ended(Instant when) {
        return new Failover(
                id,
                machineId,
                kind,
                choice,
                point,
                startedAt,
                committedAt,
                Optional.of(when),
                disks,
                direction,
                left,
                host,
                false,
                heldNow,
                whole,
                paths,
                sourceStopped,
                run);
    }
}
