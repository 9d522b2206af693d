package io.continuo.server.domain;

import io.continuo.api.error.Problem;
import io.continuo.api.job.JobState;
import io.continuo.api.plan.PlanRunStep;
import io.continuo.api.plan.PlanRunView;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A run of a recovery plan as stored.
 *
 * @param view what people see of it
 * @param machineIds of the machines it is about
 * @param processes scripts that run, by the index of their step
 */
public record PlanRun(
        String planId,
        PlanRunView view,
        List<String> machineIds,
        Map<Integer, ScriptProcess> processes) {
    public PlanRun {
        machineIds = List.copyOf(machineIds);
        processes = Map.copyOf(processes);
    }

    /**
     * A process on this host: its number alone may be another's by now.
     *
     * @param startedAt as the operating system tells it
     */
    public record ScriptProcess(long pid, Instant startedAt) {}

    public String id() {
        return view.id();
    }

    public boolean open() {
        return !view.state().ended();
    }

    public PlanRunStep step(int index) {
        return view.steps().get(index);
    }

    public PlanRun withStep(int index, UnaryOperator<PlanRunStep> change) {
        List<PlanRunStep> steps = new ArrayList<>(view.steps());
        steps.set(index, change.apply(steps.get(index)));
        double waited = steps.stream().mapToDouble(PlanRunStep::waitedSeconds).sum();
        return new PlanRun(
                planId,
                new PlanRunView(
                        view.id(),
                        view.plan(),
                        view.version(),
                        view.kind(),
                        view.point(),
                        view.user(),
                        view.state(),
                        view.startedAt(),
                        view.endedAt(),
                        waited,
                        view.left(),
                        view.problem(),
                        steps),
                machineIds,
                processes);
    }

    public PlanRun withProcess(int index, Optional<ScriptProcess> process) {
        Map<Integer, ScriptProcess> changed = new TreeMap<>(processes);
        changed.remove(index);
        process.ifPresent(one -> changed.put(index, one));
        return new PlanRun(planId, view, machineIds, changed);
    }

    public PlanRun ended(JobState how, Instant when, String left, Optional<Problem> problem) {
        return new PlanRun(
                planId,
                new PlanRunView(
                        view.id(),
                        view.plan(),
                        view.version(),
                        view.kind(),
                        view.point(),
                        view.user(),
                        how,
                        view.startedAt(),
                        Optional.of(when),
                        view.waitedSeconds(),
                        left,
                        problem,
                        view.steps()),
                machineIds,
                Map.of());
    }
}
