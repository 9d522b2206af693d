package io.continuo.server.plan;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.plan.PlanRunKind;
import io.continuo.api.plan.PlanRunRequest;
import io.continuo.api.plan.PlanRunView;
import io.continuo.api.plan.PlanStep;
import io.continuo.platform.script.HostScript;
import io.continuo.server.domain.Ids;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.PlanRun;
import io.continuo.server.domain.PlanVersion;
import io.continuo.server.inventory.Machines;
import io.continuo.server.jobs.Jobs;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Begins runs: what can be refused is refused before anything has happened. */
final class PlanStarter {
    private final PlanBook book;
    private final PlanRuns runs;
    private final RunPoints points;
    private final MachineParts parts;
    private final Machines machines;
    private final Jobs jobs;
    private final Clock clock;
    private final String user;

    PlanStarter(
            PlanBook book,
            PlanRuns runs,
            RunPoints points,
            MachineParts parts,
            Machines machines,
            Jobs jobs,
            Clock clock,
            String user) {
        this.book = book;
        this.runs = runs;
        this.points = points;
        this.parts = parts;
        this.machines = machines;
        this.jobs = jobs;
        this.clock = clock;
        this.user = user;
    }

    /** One at a time, so that two runs cannot both find a machine free. */
    synchronized JobView start(String idOrName, PlanRunRequest request) {
        PlanVersion plan = version(book.get(idOrName), request.kind());
        PlanRunKind kind = request.kind();
        MachineParts.Part part = parts.of(kind);
        if (kind.live() && !request.confirm().equals(plan.name())) {
            throw PlanRules.notConfirmed(plan.name(), request.confirm(), Choice.word(kind))
                    .toException();
        }
        List<Machine> concerned = concerned(plan, part);
        concerned.forEach(this::free);
        concerned.forEach(machine ->
                parts.problem(part, machine)
                        .map(Problem::toException)
                        .ifPresent(refusal -> {
                            throw refusal;
                        }));
        scripts(plan, kind);
        List<RunOrder.Part> ordered = new ArrayList<>();
        for (Machine machine : concerned) {
            ordered.add(
                    new RunOrder.Part(
                            machine.id(),
                            name(plan, machine),
                            points.of(machine, kind, request.point())));
        }
        return begin(
                new RunOrder(
                        plan.planId(),
                        plan.name(),
                        plan.version(),
                        kind,
                        request.shutDownSource(),
                        ordered),
                plan,
                request.point());
    }

    /** What is cleaned up is what was tested, whatever the plan became since. */
    private PlanVersion version(PlanVersion newest, PlanRunKind kind) {
        if (kind != PlanRunKind.CLEANUP) {
            return newest;
        }
        return PlanHistory.lastTest(runs, newest.planId())
                .map(run -> book.get(newest.planId(), run.view().version()))
                .orElse(newest);
    }

    private List<Machine> concerned(PlanVersion plan, MachineParts.Part part) {
        List<Machine> concerned = new ArrayList<>();
        for (String name : plan.definition().machines()) {
            Optional<Machine> machine = machines.find(name);
            if (machine.isEmpty() && part.job() != JobKind.TEST_FAILOVER_CLEANUP) {
                concerned.add(machines.get(name));
            }
            machine.filter(part.concerns()).ifPresent(concerned::add);
        }
        if (concerned.isEmpty()) {
            throw PlanRules.nothingToDo(plan.name(), part.job()).toException();
        }
        return concerned;
    }

    private void free(Machine machine) {
        runs.open().stream()
                .filter(run -> run.machineIds().contains(machine.id()))
                .findFirst()
                .ifPresent(run -> {
                    throw PlanRules.running(run.view().plan(), run.id(), machine.name())
                            .toException();
                });
    }

    private static void scripts(PlanVersion plan, PlanRunKind kind) {
        PlanScripts.of(plan.definition(), kind)
                .forEach(script ->
                        HostScript.problem(Path.of(script.command()))
                                .ifPresent(reason -> {
                                    throw missing(plan.name(), script, reason).toException();
                                }));
    }

    static Problem missing(String plan, PlanStep.Script script, String reason) {
        return Problem.of(
                ErrorCode.SCRIPT_MISSING,
                "The script " + script.name() + " of the plan " + plan + " cannot be run.",
                script.command() + ": " + reason,
                "Put it there on the configuration server's host, executable and not writable for"
                        + " everybody, or take it out of the plan.",
                plan,
                script.command());
    }

    private static String name(PlanVersion plan, Machine machine) {
        return plan.definition().machines().stream()
                .filter(name -> name.equals(machine.id()) || name.equalsIgnoreCase(machine.name()))
                .findFirst()
                .orElse(machine.name());
    }

    /** The run is noted first: a job without its run would have nowhere to write. */
    private JobView begin(RunOrder order, PlanVersion plan, String point) {
        String id = Ids.next("run");
        RunShape shape = RunShape.of(plan.definition(), order);
        runs.begin(
                new PlanRun(
                        plan.planId(),
                        new PlanRunView(
                                id,
                                plan.name(),
                                plan.version(),
                                order.kind(),
                                point,
                                user,
                                JobState.RUNNING,
                                clock.instant(),
                                Optional.empty(),
                                0,
                                "",
                                Optional.empty(),
                                shape.steps()),
                        order.machines().stream().map(RunOrder.Part::machineId).toList(),
                        java.util.Map.of()));
        return jobs.start(id, JobKind.PLAN_RUN, plan.planId(), plan.name(), order);
    }
}
