package io.continuo.server.failover;

import io.continuo.api.component.Order;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.FailoverKind;
import io.continuo.api.machine.FailoverRequest;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.RoleState;
import io.continuo.server.domain.Failover;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.MachineDisk;
import io.continuo.server.jobs.JobContext;
import io.continuo.server.jobs.JobScript;
import io.continuo.server.jobs.Step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Planned and unplanned failover (DOMAIN.md: operations). A planned one keeps the source off its
 * disks, makes a last point and so loses nothing; it stops where that fails. An unplanned one goes
 * on whatever the source says. Both end with the machine's disks served at the other side and the
 * source fenced (invariant 6), to be committed or cancelled.
 */
public final class FailoverScript implements JobScript {
    /** A link that is slow may have much to bring over; one that is down is not waited for. */
    private static final Duration POINT_LIMIT = Duration.ofMinutes(10);

    private final FailoverKind kind;
    private final FailoverTools tools;
    private final MachinePower power;

    public FailoverScript(FailoverKind kind, FailoverTools tools, MachinePower power) {
        this.kind = kind;
        this.tools = tools;
        this.power = power;
    }

    @Override
    public JobKind kind() {
        return kind == FailoverKind.PLANNED ? JobKind.PLANNED_FAILOVER : JobKind.UNPLANNED_FAILOVER;
    }

    @Override
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step("CHECK", this::check));
        steps.add(new Step("SHUT_DOWN_SOURCE", this::shutDown));
        steps.add(new Step("HOLD_SOURCE", this::hold));
        if (kind == FailoverKind.PLANNED) {
            steps.add(new Step("LAST_POINT", this::lastPoint));
        }
        steps.add(new Step("OPEN_DISKS", job -> tools.openDisks(job, "open-live")));
        steps.add(new Step("START_MACHINE", this::start));
        steps.add(new Step("AWAIT_COMMIT", this::finish));
        return steps;
    }

    @Override
    public String leaves() {
        return "The machine goes on where it was: its disks there are given back to it, and what"
                + " was opened at the other side is dropped.";
    }

    /** What was known when it was asked for may have changed since. */
    private void check(JobContext job) {
        Machine machine = tools.machine(job);
        boolean sourceSilent = tools.components().silent(machine.servers().agent());
        if (tools.components().silent(machine.servers().masterTarget())) {
            fail(
                    FailoverProblems.silentTarget(
                            machine.name(),
                            tools.components().name(machine.servers().masterTarget())));
        }
        if (kind == FailoverKind.PLANNED && sourceSilent) {
            fail(
                    FailoverProblems.silentSource(
                            machine.name(), tools.components().name(machine.servers().agent())));
        }
        if (kind == FailoverKind.PLANNED && machine.dataState() != DataState.DELTA) {
            fail(FailoverProblems.notDelta(machine.name(), machine.dataState().name()));
        }
        FailoverRequest request = job.request(FailoverRequest.class);
        tools.points().check(machine, request.point());
        if (tools.failovers().open(machine.id()).isEmpty()) {
            tools.failovers()
                    .save(
                            new Failover(
                                    job.job().id(),
                                    machine.id(),
                                    kind,
                                    request.point(),
                                    Optional.empty(),
                                    job.job().createdAt(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of(),
                                    machine.direction(),
                                    new Failover.Side(
                                            machine.servers().agent(),
                                            machine.servers().processServer(),
                                            machine.disks().stream()
                                                    .map(MachineDisk::path)
                                                    .toList()),
                                    machine.servers().masterTarget(),
                                    false,
                                    false,
                                    false,
                                    home(machine),
                                    false,
                                    Optional.empty()));
        }
    }

    /** Going back means to the disks it came from. */
    private List<String> home(Machine machine) {
        return machine.direction() == Direction.REVERSE
                ? tools.failovers()
                        .lastCommitted(machine.id())
                        .map(before -> before.left().paths())
                        .orElse(List.of())
                : List.of();
    }

    private void shutDown(JobContext job) {
        Machine machine = tools.machine(job);
        FailoverRequest request = job.request(FailoverRequest.class);
        if (kind == FailoverKind.PLANNED) {
            power.shutDown(job, machine, false);
            return;
        }
        if (!request.shutDownSource()) {
            job.detail("Not asked for.");
            return;
        }
        try {
            power.shutDown(job, machine, true);
        } catch (ContinuoException e) {
            job.detail("It goes on regardless: " + e.problem().message());
        }
    }

    /** What is wanted is written down first: an agent that enrols meanwhile is told the same. */
    private void hold(JobContext job) {
        Failover failover = tools.failover(job);
        boolean force = kind == FailoverKind.UNPLANNED;
        Order hold = new Order.HoldCapture(job.machineId(), force);
        if (force) {
            tools.failovers().change(job.machineId(), now -> now.withHeld(true, false));
            // While it has its disks: without them it takes half a minute to go.
            power.fence(job, tools.machine(job));
        }
        try {
            job.order(failover.left().agent(), "hold-source", hold, FailoverTools.QUICK);
            tools.failovers().change(job.machineId(), now -> now.withHeld(true, true));
        } catch (ContinuoException e) {
            if (!force) {
                throw e;
            }
            tools.orders().post(failover.left().agent(), hold);
            job.detail(
                    e.problem().message()
                            + " Its machine is kept off its disks as soon as it is heard of.");
        }
    }

    /** Nobody writes any more: this point is all there is. */
    private void lastPoint(JobContext job) {
        Machine machine = tools.machine(job);
        Outcome outcome =
                job.order(
                        machine.servers().agent(),
                        "last-point",
                        new Order.MarkPoint(machine.id(), PointKind.CRASH, "planned failover"),
                        POINT_LIMIT);
        if (outcome instanceof Outcome.PointMade made) {
            tools.points().made(machine.id(), made.point());
            if (tools.failover(job).choice().equals("latest")) {
                tools.failovers().change(machine.id(), now -> now.withChoice(made.point().id()));
            }
        }
    }

    private void start(JobContext job) {
        power.start(job, tools.machine(job), tools.failover(job));
    }

    private void finish(JobContext job) {
        Machine machine =
                tools.machines()
                        .change(job.machineId(), now -> now.withRoleState(RoleState.COMMIT_PENDING))
                        .orElseThrow();
        Failover failover = tools.failover(job);
        tools.tell(
                machine,
                "FAILED_OVER",
                machine.name() + " was failed over and waits to be committed.",
                Map.of(
                        "machine",
                        machine.name(),
                        "kind",
                        kind.name(),
                        "point",
                        failover.point().map(point -> point.id()).orElse(""),
                        "pointTime",
                        failover.point().map(point -> point.time().toString()).orElse("")));
    }

    @Override
    public void undo(JobContext job) {
        if (tools.failovers().open(job.machineId()).isPresent()) {
            Machine machine = tools.machine(job);
            Failover failover = tools.failover(job);
            Undoing.step(job, () -> power.stop(job, machine, failover, "undo-stop"));
            Undoing.step(job, () -> tools.dropDisks(job, "undo-drop"));
            Undoing.step(job, () -> tools.releaseSource(job));
            Undoing.step(job, () -> power.startSource(job, machine, failover));
            tools.failovers().change(job.machineId(), now -> now.ended(tools.clock().instant()));
        }
        tools.machines().change(job.machineId(), now -> now.withRoleState(RoleState.PROTECTED));
    }

    private static void fail(Problem problem) {
        throw problem.toException();
    }
}
