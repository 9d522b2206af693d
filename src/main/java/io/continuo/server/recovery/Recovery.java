package io.continuo.server.recovery;

import io.continuo.api.component.Order;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.ExportRequest;
import io.continuo.api.machine.MarkRequest;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.ResyncView;
import io.continuo.api.machine.RoleState;
import io.continuo.api.machine.TestFailoverRequest;
import io.continuo.api.machine.TestFailoverView;
import io.continuo.server.domain.Drill;
import io.continuo.server.domain.Ids;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.Refusals;
import io.continuo.server.inventory.Machines;
import io.continuo.server.inventory.OrderDesk;
import io.continuo.server.jobs.Jobs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Points, drills and exports, as asked over the API. */
public final class Recovery {
    /** Under the client's own limit, so that the refusal arrives and not a broken connection. */
    private static final Duration MARK_LIMIT = Duration.ofSeconds(50);

    private static final int LONGEST_LABEL = 200;
    private static final int LONGEST_NOTES = 4000;

    private final Machines machines;
    private final OrderDesk orders;
    private final Jobs jobs;
    private final Points points;
    private final Drills drills;
    private final ActionRules rules;
    private final SharedPoints shared;

    public Recovery(
            Machines machines,
            OrderDesk orders,
            Jobs jobs,
            Points points,
            Drills drills,
            ActionRules rules,
            SharedPoints shared) {
        this.machines = machines;
        this.orders = orders;
        this.jobs = jobs;
        this.points = points;
        this.drills = drills;
        this.rules = rules;
        this.shared = shared;
    }

    public List<PointView> points(String idOrName, Optional<String> before, int limit) {
        return points.list(machines.get(idOrName), before, limit);
    }

    /** Returns once the point is durable at the target. */
    public PointView mark(String idOrName, MarkRequest request) {
        String label = request.label();
        PointKind kind = request.appConsistent() ? PointKind.APP : PointKind.MARK;
        Machine machine = allowed(idOrName, Action.MARK_POINT);
        if (label.length() > LONGEST_LABEL) {
            throw Refusals.badRequest(
                            "The label is too long.",
                            "A label has at most " + LONGEST_LABEL + " characters.",
                            "Shorten it.")
                    .toException();
        }
        Outcome outcome =
                orders.give(
                        machine.servers().agent(),
                        Ids.next("mark"),
                        new Order.MarkPoint(machine.id(), kind, label),
                        MARK_LIMIT,
                        OrderDesk.Watcher.NONE);
        if (outcome instanceof Outcome.PointMade made) {
            points.made(machine.id(), made.point());
            return made.point();
        }
        throw new IllegalStateException("the agent answered " + outcome);
    }

    /** Starts the resync that is due now, or one of everything; what it is about to cost. */
    public ResyncView resync(String idOrName) {
        Machine machine = machines.get(idOrName);
        Outcome outcome =
                orders.give(
                        machine.servers().agent(),
                        Ids.next("resync"),
                        new Order.StartResync(machine.id()),
                        MARK_LIMIT,
                        OrderDesk.Watcher.NONE);
        if (outcome instanceof Outcome.ResyncStarted started) {
            return started.resync();
        }
        throw new IllegalStateException("the agent answered " + outcome);
    }

    public TestFailoverView testFailover(String idOrName) {
        Machine machine = machines.get(idOrName);
        return view(machine)
                .orElseThrow(() -> Refusals.noTestFailover(machine.name()).toException());
    }

    public Optional<TestFailoverView> view(Machine machine) {
        return drills.running(machine.id()).map(drill -> view(machine, drill));
    }

    public JobView startTestFailover(String idOrName, String point) {
        return startTestFailover(idOrName, new TestFailoverRequest(point));
    }

    public JobView startTestFailover(String idOrName, TestFailoverRequest request) {
        Machine machine = allowed(idOrName, Action.TEST_FAILOVER);
        String chosen = shared.resolve(machine, request.point());
        points.check(machine, chosen);
        claim(machine, Action.TEST_FAILOVER, RoleState.TEST_STARTING);
        return jobs.start(
                JobKind.TEST_FAILOVER, machine, new TestFailoverRequest(chosen, request.start()));
    }

    public JobView cleanUp(String idOrName) {
        return cleanUp(idOrName, "");
    }

    /**
     * Ends a drill.
     *
     * @param notes what is to be remembered of it
     */
    public JobView cleanUp(String idOrName, String notes) {
        if (notes.length() > LONGEST_NOTES) {
            throw Refusals.badRequest(
                            "The notes are too long.",
                            "Notes have at most " + LONGEST_NOTES + " characters.",
                            "Shorten them.")
                    .toException();
        }
        Machine machine = allowed(idOrName, Action.CLEAN_UP_TEST_FAILOVER);
        claim(machine, Action.CLEAN_UP_TEST_FAILOVER, RoleState.TEST_CLEANING);
        return jobs.start(JobKind.TEST_FAILOVER_CLEANUP, machine, notes);
    }

    /** The picture of a drill's display, as a PNG. */
    public byte[] picture(String idOrName, String drill) {
        Machine machine = machines.get(idOrName);
        return drills.picture(machine.id(), drill)
                .orElseThrow(() ->
                        Problem.of(
                                        ErrorCode.NO_SCREENSHOT,
                                        "There is no picture of that drill of "
                                                + machine.name()
                                                + ".",
                                        "Its machine was not started, or it is another's.",
                                        "Start a drill of a machine with hardware: continuo"
                                                + " hardware "
                                                + machine.name()
                                                + ".",
                                        machine.name(),
                                        drill)
                                .toException());
    }

    public JobView export(String idOrName, ExportRequest request) {
        Machine machine = allowed(idOrName, Action.EXPORT_POINT);
        String chosen = shared.resolve(machine, request.point());
        points.check(machine, chosen);
        if (!request.directory().startsWith("/") && !request.directory().matches("[A-Za-z]:.*")) {
            throw Refusals.badRequest(
                            "The directory " + request.directory() + " is not absolute.",
                            "It is a directory of the master target, which has another working"
                                    + " directory than you.",
                            "Give the whole path.")
                    .toException();
        }
        return jobs.start(
                JobKind.EXPORT,
                machine,
                new ExportRequest(chosen, request.directory(), request.format()));
    }

    private Machine allowed(String idOrName, Action action) {
        Machine machine = machines.get(idOrName);
        rules.problem(action, machine)
                .map(Problem::toException)
                .ifPresent(refusal -> {
                    throw refusal;
                });
        return machine;
    }

    /** Two who ask at once: the second one is refused by the state the first one set. */
    private void claim(Machine machine, Action action, RoleState state) {
        machines.change(
                machine.id(),
                now -> {
                    rules.problem(action, now)
                            .map(Problem::toException)
                            .ifPresent(refusal -> {
                                throw refusal;
                            });
                    return now.withRoleState(state);
                });
    }

    private static TestFailoverView view(Machine machine, Drill drill) {
        return new TestFailoverView(
                machine.name(),
                drill.point(),
                drill.startedAt(),
                drill.disks(),
                drill.id(),
                drill.boot());
    }
}
