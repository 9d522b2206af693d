package io.continuo.server.failover;

import io.continuo.api.component.Order;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.server.domain.Failover;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.MachineDisk;
import io.continuo.server.domain.Refusals;
import io.continuo.server.events.EventLog;
import io.continuo.server.events.EventText;
import io.continuo.server.inventory.Components;
import io.continuo.server.inventory.Machines;
import io.continuo.server.inventory.OrderDesk;
import io.continuo.server.jobs.JobContext;
import io.continuo.server.recovery.Points;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What every job of the family needs. */
public record FailoverTools(
        Machines machines,
        Components components,
        OrderDesk orders,
        Failovers failovers,
        Points points,
        EventLog events,
        Clock clock) {
    static final Duration QUICK = Duration.ofSeconds(30);
    static final Duration OPEN_LIMIT = Duration.ofMinutes(2);

    /** Images are copied where they go to another file system. */
    static final Duration COPY_LIMIT = Duration.ofHours(24);

    Machine machine(JobContext job) {
        return machines.byId(job.machineId())
                .orElseThrow(() -> Refusals.machineUnknown(job.job().machine()).toException());
    }

    Failover failover(JobContext job) {
        return failovers
                .open(job.machineId())
                .orElseThrow(() -> FailoverProblems.none(job.job().machine()).toException());
    }

    /** Serves the chosen point at the other side, for the machine to run on. */
    void openDisks(JobContext job, String what) {
        Failover failover = failover(job);
        Outcome outcome =
                job.order(
                        failover.host(),
                        what,
                        new Order.OpenLive(job.machineId(), failover.choice()),
                        OPEN_LIMIT);
        if (!(outcome instanceof Outcome.ViewOpened opened)) {
            throw new IllegalStateException("the master target answered " + outcome);
        }
        failovers.change(job.machineId(), now -> now.withDisks(opened.point(), opened.disks()));
        job.output(opened.disks().stream().map(disk -> disk.nbdUri()).toList());
    }

    void dropDisks(JobContext job, String what) {
        Failover failover = failover(job);
        job.order(failover.host(), what, new Order.DropLive(job.machineId()), OPEN_LIMIT);
    }

    /** The machine may use its disks where it was again; told later where nobody answers. */
    void releaseSource(JobContext job) {
        Failover failover = failover(job);
        if (!failover.held()) {
            return;
        }
        failovers.change(job.machineId(), now -> now.withHeld(false, now.heldNow()));
        Order release = new Order.ReleaseCapture(job.machineId());
        try {
            Outcome outcome = job.order(failover.left().agent(), "release-source", release, QUICK);
            failovers.change(job.machineId(), now -> now.withHeld(false, false));
            if (outcome instanceof Outcome.CaptureStarted started) {
                machines.change(
                        job.machineId(), now -> now.withDisks(served(now, started.nbdUris())));
            }
        } catch (ContinuoException e) {
            if (!away(e)) {
                throw e;
            }
            // Also after a restart of either it hears so: from what it is assigned.
            orders.post(failover.left().agent(), release);
            job.detail(e.problem().message() + " It is told when it is back.");
        }
    }

    static boolean away(ContinuoException e) {
        ErrorCode code = e.problem().code();
        return code == ErrorCode.COMPONENT_SILENT || code == ErrorCode.TIMED_OUT;
    }

    static List<MachineDisk> served(Machine machine, List<String> uris) {
        return IntStream.range(0, machine.disks().size())
                .mapToObj(i ->
                        i < uris.size()
                                ? machine.disks().get(i).withNbdUri(uris.get(i))
                                : machine.disks().get(i))
                .toList();
    }

    void tell(Machine machine, String code, String message, Map<String, String> args) {
        events.raise(EventText.info(code, message, args), Optional.of(machine));
    }
}
