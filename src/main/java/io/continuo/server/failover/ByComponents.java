package io.continuo.server.failover;

import io.continuo.api.component.MachineStart;
import io.continuo.api.component.Order;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.server.domain.Failover;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.MachineDisk;
import io.continuo.server.jobs.JobContext;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Machines that are started by the component that has their disks. One whose hardware is not on
 * record is started and stopped by hand, and the job says so.
 */
public final class ByComponents implements MachinePower {
    /** A machine that is asked to shut down has this long (DOMAIN.md names none). */
    private static final Duration GRACE = Duration.ofMinutes(2);

    /** So long its boot is watched; what comes later is seen when it is looked at. */
    private static final Duration WATCH = Duration.ofSeconds(60);

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final FailoverTools tools;

    public ByComponents(FailoverTools tools) {
        this.tools = tools;
    }

    @Override
    public void shutDown(JobContext job, Machine machine, boolean force) {
        Optional<Failover> brought = tools.failovers().lastCommitted(machine.id());
        if (brought.isEmpty() || machine.hardware().isEmpty()) {
            job.detail(
                    "It is not run by Continuo: it counts as shut down when nobody has its disks.");
            return;
        }
        Outcome outcome =
                job.order(
                        brought.get().host(),
                        "shut-down",
                        new Order.StopMachine(
                                MachineStart.live(machine.id()), GRACE.toSeconds(), force),
                        LIMIT);
        if (outcome instanceof Outcome.MachineStopped stopped
                && !stopped.how().equals(Outcome.MachineStopped.ALREADY_OFF)) {
            tools.failovers().change(machine.id(), Failover::stoppedSource);
        }
    }

    /** A machine that goes on with its memory on other disks would ruin them. */
    @Override
    public void fence(JobContext job, Machine machine) {
        Optional<Failover> brought = tools.failovers().lastCommitted(machine.id());
        if (brought.isEmpty() || machine.hardware().isEmpty()) {
            return;
        }
        Order off = new Order.StopMachine(MachineStart.live(machine.id()), 0, true);
        try {
            Outcome outcome = job.order(brought.get().host(), "fence", off, LIMIT);
            if (outcome instanceof Outcome.MachineStopped stopped
                    && !stopped.how().equals(Outcome.MachineStopped.ALREADY_OFF)) {
                tools.failovers().change(machine.id(), Failover::stoppedSource);
            }
        } catch (ContinuoException e) {
            if (!FailoverTools.away(e)) {
                throw e;
            }
            tools.orders().post(brought.get().host(), off);
        }
    }

    @Override
    public void start(JobContext job, Machine machine, Failover failover) {
        if (machine.hardware().isEmpty()) {
            job.detail(
                    "Its hardware is not on record: start it yourself from its disks, or say what"
                            + " it needs with: continuo hardware "
                            + machine.name()
                            + ".");
            return;
        }
        List<String> uris = failover.disks().stream().map(disk -> disk.nbdUri()).toList();
        try {
            start(job, machine, failover.host(), uris, "start-machine");
        } catch (ContinuoException e) {
            if (e.problem().code() != ErrorCode.PLATFORM_MISSING) {
                throw e;
            }
            // Its disks are there, and that is what counts now: it can be started elsewhere.
            job.detail(e.problem().cause() + " Start it yourself from its disks.");
        }
    }

    private void start(
            JobContext job, Machine machine, String host, List<String> uris, String what) {
        Outcome outcome =
                job.order(
                        host,
                        what,
                        new Order.StartMachine(
                                new MachineStart(
                                        MachineStart.live(machine.id()),
                                        machine.name(),
                                        machine.hardware().orElseThrow(),
                                        uris,
                                        false,
                                        WATCH.toSeconds())),
                        LIMIT);
        if (outcome instanceof Outcome.MachineStarted started) {
            tools.failovers().change(machine.id(), now -> now.withRun(Optional.of(started.run())));
        }
    }

    @Override
    public void repoint(JobContext job, Machine machine, List<String> diskUris) {
        Optional<Failover> failover = tools.failovers().open(machine.id());
        if (failover.isPresent() && failover.get().run().isPresent()) {
            job.order(
                    failover.get().host(),
                    "repoint",
                    new Order.RepointDisks(MachineStart.live(machine.id()), diskUris),
                    LIMIT);
        }
    }

    @Override
    public void stop(JobContext job, Machine machine, Failover failover, String what) {
        if (failover.run().isPresent() || machine.hardware().isPresent()) {
            job.order(
                    failover.host(),
                    what,
                    new Order.StopMachine(MachineStart.live(machine.id()), 0, true),
                    LIMIT);
            tools.failovers().change(machine.id(), now -> now.withRun(Optional.empty()));
        }
    }

    @Override
    public void startSource(JobContext job, Machine machine, Failover failover) {
        Optional<Failover> brought = tools.failovers().lastCommitted(machine.id());
        if (!failover.sourceStopped() || brought.isEmpty()) {
            return;
        }
        Machine now = tools.machine(job);
        try {
            start(
                    job,
                    now,
                    brought.get().host(),
                    now.disks().stream().map(MachineDisk::nbdUri).toList(),
                    "start-source");
        } catch (ContinuoException e) {
            job.detail("It could not be started again: " + e.problem().message());
        }
    }
}
