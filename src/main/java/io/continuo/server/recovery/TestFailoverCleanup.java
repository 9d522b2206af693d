package io.continuo.server.recovery;

import io.continuo.api.component.Order;
import io.continuo.api.job.JobKind;
import io.continuo.api.machine.RoleState;
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

/** Test failover cleanup: drops what the drill wrote, and records the drill. */
public final class TestFailoverCleanup implements JobScript {
    private static final Duration CLOSE_LIMIT = Duration.ofMinutes(2);

    private final Machines machines;
    private final Drills drills;
    private final EventLog events;
    private final Clock clock;
    private final DrillBoot boot;

    public TestFailoverCleanup(Machines machines, Drills drills, EventLog events, Clock clock) {
        this.machines = machines;
        this.drills = drills;
        this.events = events;
        this.clock = clock;
        this.boot = new DrillBoot(drills);
    }

    @Override
    public JobKind kind() {
        return JobKind.TEST_FAILOVER_CLEANUP;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                new Step("STOP_MACHINE", job -> boot.stop(job, machine(job))),
                new Step("CLOSE_VIEW", this::close),
                new Step("RECORD", this::record));
    }

    private void close(JobContext job) {
        Machine machine = machine(job);
        job.order(
                machine.servers().masterTarget(),
                "close-view",
                new Order.CloseView(machine.id()),
                CLOSE_LIMIT);
    }

    private void record(JobContext job) {
        Machine machine = machine(job);
        Optional<Drill> drill = drills.running(machine.id());
        drill.ifPresent(
                running -> drills.save(running.ended(clock.instant(), job.request(String.class))));
        machines.change(machine.id(), now -> now.withRoleState(RoleState.PROTECTED));
        events.raise(
                EventText.info(
                        "TEST_FAILOVER_CLEANED_UP",
                        "The test failover of " + machine.name() + " was cleaned up.",
                        Map.of("machine", machine.name())),
                Optional.of(machine));
    }

    /** The drill still runs, and may be cleaned up again. */
    @Override
    public void undo(JobContext job) {
        machines.change(job.machineId(), now -> now.withRoleState(RoleState.TEST_RUNNING));
    }

    private Machine machine(JobContext job) {
        return machines.byId(job.machineId())
                .orElseThrow(() -> Refusals.machineUnknown(job.job().machine()).toException());
    }
}
