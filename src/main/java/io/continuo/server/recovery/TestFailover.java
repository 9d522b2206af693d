package io.continuo.server.recovery;

import io.continuo.api.component.Order;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.job.JobKind;
import io.continuo.api.machine.RoleState;
import io.continuo.api.machine.TestFailoverRequest;
import io.continuo.api.machine.ViewDisk;
import io.continuo.server.domain.Drill;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.Refusals;
import io.continuo.server.events.EventLog;
import io.continuo.server.events.EventText;
import io.continuo.server.inventory.Machines;
import io.continuo.server.jobs.JobContext;
import io.continuo.server.jobs.JobScript;
import io.continuo.server.jobs.Step;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Test failover: opens a point's disks beside running replication (invariant 7), and starts the
 * machine from them where it has hardware.
 */
public final class TestFailover implements JobScript {
    private static final Duration OPEN_LIMIT = Duration.ofMinutes(2);

    private final Machines machines;
    private final Points points;
    private final Drills drills;
    private final EventLog events;
    private final Clock clock;
    private final DrillBoot boot;

    public TestFailover(
            Machines machines, Points points, Drills drills, EventLog events, Clock clock) {
        this.machines = machines;
        this.points = points;
        this.drills = drills;
        this.events = events;
        this.clock = clock;
        this.boot = new DrillBoot(drills);
    }

    @Override
    public JobKind kind() {
        return JobKind.TEST_FAILOVER;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                new Step("CHECK", this::check),
                new Step("OPEN_POINT", this::open),
                new Step(
                        "START_MACHINE",
                        job -> boot.start(job, machine(job), request(job).start())),
                new Step("WATCH_BOOT", job -> boot.watch(job, machine(job))),
                new Step("KEEP_PICTURE", job -> boot.look(job, machine(job))));
    }

    @Override
    public String leaves() {
        return "Nothing is left behind: the point's disks are closed and replication goes on.";
    }

    private void check(JobContext job) {
        points.check(machine(job), request(job).point());
    }

    private static TestFailoverRequest request(JobContext job) {
        return job.request(TestFailoverRequest.class);
    }

    private void open(JobContext job) {
        Machine machine = machine(job);
        String point = request(job).point();
        Outcome outcome =
                job.order(
                        machine.servers().masterTarget(),
                        "open-view",
                        new Order.OpenView(machine.id(), point),
                        OPEN_LIMIT);
        if (!(outcome instanceof Outcome.ViewOpened opened)) {
            throw new IllegalStateException("the master target answered " + outcome);
        }
        drills.save(
                new Drill(
                        job.job().id(),
                        machine.id(),
                        job.job().createdAt(),
                        Optional.empty(),
                        false,
                        opened.point(),
                        opened.disks()));
        machines.change(machine.id(), now -> now.withRoleState(RoleState.TEST_RUNNING));
        job.output(opened.disks().stream().map(ViewDisk::nbdUri).toList());
        events.raise(
                EventText.info(
                        "TEST_FAILOVER_STARTED",
                        "A test failover of " + machine.name() + " is running.",
                        Map.of(
                                "machine",
                                machine.name(),
                                "point",
                                opened.point().id(),
                                "pointTime",
                                opened.point().time().toString())),
                Optional.of(machine));
    }

    @Override
    public void undo(JobContext job) {
        Optional<Machine> machine = machines.byId(job.machineId());
        if (machine.isEmpty()) {
            return;
        }
        try {
            boot.stop(job, machine.get());
            job.order(
                    machine.get().servers().masterTarget(),
                    "close-view",
                    new Order.CloseView(machine.get().id()),
                    OPEN_LIMIT);
        } catch (ContinuoException e) {
            job.detail(e.problem().message());
        }
        points.find(job.machineId(), request(job).point())
                .ifPresent(point ->
                        drills.save(
                                new Drill(
                                        job.job().id(),
                                        job.machineId(),
                                        job.job().createdAt(),
                                        Optional.of(clock.instant()),
                                        false,
                                        point,
                                        List.of())));
        machines.change(job.machineId(), now -> now.withRoleState(RoleState.PROTECTED));
    }

    private Machine machine(JobContext job) {
        return machines.byId(job.machineId())
                .orElseThrow(() -> Refusals.machineUnknown(job.job().machine()).toException());
    }
}
