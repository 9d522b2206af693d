package io.continuo.server.plan;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.plan.PlanRunStep;
import io.continuo.server.domain.Job;
import io.continuo.server.jobs.JobContext;
import io.continuo.server.jobs.Jobs;

import java.util.Optional;

/** A machine's part of a run: a job of its own, begun once, and waited for to its end. */
final class MachineStep {
    private static final int LOOK_BACK = 20;

    private final PlanRuns runs;
    private final MachineParts parts;
    private final Jobs jobs;

    MachineStep(PlanRuns runs, MachineParts parts, Jobs jobs) {
        this.runs = runs;
        this.parts = parts;
        this.jobs = jobs;
    }

    /**
     * Returns when the machine is up.
     *
     * @param before the step as it was: begun already where the server was started again
     */
    void run(JobContext job, RunOrder order, RunOrder.Part machine, PlanRunStep before) {
        MachineParts.Part part = parts.of(order.kind());
        String child =
                before.job()
                        .or(() -> begun(part, machine, before))
                        .orElseGet(() ->
                                part.start()
                                        .begin(
                                                machine.machineId(),
                                                machine.point(),
                                                order.shutDownSource())
                                        .id());
        runs.step(job.job().id(), job.step(), step -> step.withJob(child));
        // Cancelled or not: a machine that is half started is worse than one too many.
        job.settle(() -> jobs.get(child).state().ended());
        Job ended = jobs.get(child);
        if (ended.state() == JobState.CANCELLED) {
            throw cancelled(ended).toException();
        }
        if (ended.state() != JobState.SUCCEEDED) {
            throw ended.problem().orElseThrow().toException();
        }
    }

    /** The job a server began that was killed before it could note it. */
    private Optional<String> begun(
            MachineParts.Part part, RunOrder.Part machine, PlanRunStep before) {
        return before.startedAt()
                .flatMap(start ->
                        jobs
                                .newest(
                                        Optional.empty(),
                                        Optional.of(machine.machineId()),
                                        LOOK_BACK)
                                .stream()
                                .filter(job -> job.kind() == part.job())
                                .filter(job -> !job.createdAt().isBefore(start))
                                .map(JobView::id)
                                .findFirst());
    }

    private static Problem cancelled(Job job) {
        return Problem.of(
                ErrorCode.STEP_REFUSED,
                "The job of " + job.machine() + " was cancelled.",
                "Someone asked for it while the plan ran.",
                "Run the plan again when it is wanted.",
                job.machine());
    }
}
