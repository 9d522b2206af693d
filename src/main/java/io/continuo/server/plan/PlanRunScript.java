package io.continuo.server.plan;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.continuo.api.Json;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobState;
import io.continuo.api.plan.PlanRunKind;
import io.continuo.api.plan.PlanRunStep;
import io.continuo.api.plan.PlanStepKind;
import io.continuo.server.jobs.JobContext;
import io.continuo.server.jobs.JobScript;
import io.continuo.server.jobs.Stage;
import io.continuo.server.jobs.Step;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * A run of a recovery plan: groups in order, inside a group all at once. A test and a planned run
 * stop at the first error, the others go on to the end and report (DOMAIN.md: operations).
 */
final class PlanRunScript implements JobScript {
    private final PlanBook book;
    private final PlanRuns runs;
    private final MachineStep machineStep;
    private final ScriptStep scriptStep;
    private final ManualStep manualStep;
    private final RunEnd end;
    private final Clock clock;

    PlanRunScript(
            PlanBook book,
            PlanRuns runs,
            MachineStep machineStep,
            ScriptStep scriptStep,
            ManualStep manualStep,
            RunEnd end,
            Clock clock) {
        this.book = book;
        this.runs = runs;
        this.machineStep = machineStep;
        this.scriptStep = scriptStep;
        this.manualStep = manualStep;
        this.end = end;
        this.clock = clock;
    }

    @Override
    public JobKind kind() {
        return JobKind.PLAN_RUN;
    }

    @Override
    public List<Stage> stages(String request) {
        RunOrder order = order(request);
        boolean goesOn = order.kind() != PlanRunKind.TEST && order.kind() != PlanRunKind.PLANNED;
        RunShape shape = RunShape.of(book.get(order.planId(), order.version()).definition(), order);
        return shape.stages().stream()
                .map(stage ->
                        new Stage(
                                stage.stream().map(item -> step(order, item)).toList(),
                                goesOn && stage.getFirst().group() > 0))
                .toList();
    }

    private Step step(RunOrder order, RunShape.Item item) {
        return new Step("PLAN_" + item.kind().name(), item.name(), job -> run(job, order, item));
    }

    /**
     * Notes a step's start and end in the run. A step whose end was noted, and the job did not hear
     * of it any more, ends in the same way again.
     */
    private void run(JobContext job, RunOrder order, RunShape.Item item) {
        String id = job.job().id();
        PlanRunStep before = runs.step(id, job.step());
        if (before.state().ended()) {
            before.problem()
                    .map(Problem::toException)
                    .ifPresent(again -> {
                        throw again;
                    });
            return;
        }
        runs.step(id, job.step(), step -> step.started(clock.instant()));
        try {
            switch (item.kind()) {
                case MACHINE -> machineStep.run(job, order, item.part().orElseThrow(), before);
                case SCRIPT -> scriptStep.run(job, order, item);
                case MANUAL -> manualStep.run(job, order, item);
                case REPORT -> end.check(id);
            }
        } catch (ContinuoException e) {
            JobState how =
                    job.job().cancelling() && e.problem().code() == ErrorCode.CANCELLED
                            ? JobState.CANCELLED
                            : JobState.FAILED;
            ended(id, job.step(), how, Optional.of(e.problem()));
            throw e;
        }
        ended(id, job.step(), JobState.SUCCEEDED, Optional.empty());
        if (item.kind() == PlanStepKind.REPORT) {
            end.succeeded(id);
        }
    }

    private void ended(String id, int index, JobState how, Optional<Problem> why) {
        runs.step(id, index, step -> step.ended(how, clock.instant(), why));
    }

    /** Nothing is put back: what runs is wanted, or somebody's to decide on. It is said. */
    @Override
    public void undo(JobContext job) {
        end.failed(job.job().id(), job.job().problem().orElseThrow());
    }

    @Override
    public String leaves(String request) {
        RunOrder order = order(request);
        return RunLeft.whenCancelled(order.plan(), order.kind());
    }

    private static RunOrder order(String request) {
        try {
            return Json.mapper().readValue(request, RunOrder.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the request of a plan's run is damaged", e);
        }
    }
}
