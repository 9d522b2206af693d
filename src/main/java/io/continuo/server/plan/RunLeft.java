package io.continuo.server.plan;

import io.continuo.api.job.JobState;
import io.continuo.api.machine.RoleState;
import io.continuo.api.plan.PlanRunKind;
import io.continuo.api.plan.PlanRunView;
import io.continuo.api.plan.PlanStepKind;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.PlanRun;
import io.continuo.server.inventory.Machines;

import java.util.List;
import java.util.Optional;

/** What a run leaves behind, in a sentence. */
final class RunLeft {
    private final Machines machines;

    RunLeft(Machines machines) {
        this.machines = machines;
    }

    /** Said before somebody stops a run. */
    static String whenCancelled(String plan, PlanRunKind kind) {
        String jobs = "The jobs of machines under way are waited for; no further one is begun. ";
        return jobs
                + switch (kind) {
                    case TEST ->
                            "Drills that run go on until they are cleaned up: continuo plan run "
                                    + plan
                                    + " --kind cleanup.";
                    case PLANNED, UNPLANNED ->
                            "Machines that failed over stay there; commit or cancel each of them.";
                    case CLEANUP -> "Drills that are not cleaned up yet go on.";
                    case REPROTECT -> "Machines that are reprotected stay so.";
                };
    }

    /** What is so after a run; empty where nothing is left. */
    String after(PlanRun run) {
        PlanRunView view = run.view();
        return switch (view.kind()) {
            case TEST, CLEANUP -> drills(run);
            case PLANNED, UNPLANNED ->
                    said(moved(view), "failed over; commit, change the point of, or cancel each.");
            case REPROTECT -> said(moved(view), "replicated the other way round.");
        };
    }

    private String drills(PlanRun run) {
        List<String> running =
                run.machineIds().stream()
                        .map(machines::byId)
                        .flatMap(Optional::stream)
                        .filter(machine -> machine.roleState() == RoleState.TEST_RUNNING)
                        .map(Machine::name)
                        .toList();
        return said(
                running,
                "running as drills until they are cleaned up: continuo plan run "
                        + run.view().plan()
                        + " --kind cleanup.");
    }

    private static List<String> moved(PlanRunView view) {
        return view.steps().stream()
                .filter(step -> step.kind() == PlanStepKind.MACHINE)
                .filter(step -> step.state() == JobState.SUCCEEDED)
                .map(step -> step.name())
                .toList();
    }

    private static String said(List<String> names, String what) {
        return names.isEmpty()
                ? ""
                : String.join(", ", names) + (names.size() == 1 ? " is " : " are ") + what;
    }
}
