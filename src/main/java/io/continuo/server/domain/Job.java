package io.continuo.server.domain;

import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.job.StepView;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A job as stored.
 *
 * @param problem why it ended badly; set before anything is undone, so that a restarted server goes
 *     on undoing
 * @param request what was asked, as JSON
 * @param cancelling whether someone asked to stop it
 */
public record Job(
        String id,
        JobKind kind,
        JobState state,
        String machineId,
        String machine,
        String user,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        List<StepView> steps,
        Optional<Problem> problem,
        List<String> output,
        String request,
        boolean cancelling) {
    public Job {
        steps = List.copyOf(steps);
        output = List.copyOf(output);
    }

    public Job started(Instant when) {
        return new Job(
                id,
                kind,
                JobState.RUNNING,
                machineId,
                machine,
                user,
                createdAt,
                Optional.of(startedAt.orElse(when)),
                endedAt,
                steps,
                problem,
                output,
                request,
                cancelling);
    }

    public Job ended(JobState how, Instant when) {
        return new Job(
                id,
                kind,
                how,
                machineId,
                machine,
                user,
                createdAt,
                startedAt,
                Optional.of(when),
                steps,
                problem,
                output,
                request,
                cancelling);
    }

    public Job withStep(int index, StepView step) {
        List<StepView> changed = new ArrayList<>(steps);
        changed.set(index, step);
        return new Job(
                id,
                kind,
                state,
                machineId,
                machine,
                user,
                createdAt,
                startedAt,
                endedAt,
                changed,
                problem,
                output,
                request,
                cancelling);
    }

    public Job withProblem(Problem value) {
        return new Job(
                id,
                kind,
                state,
                machineId,
                machine,
                user,
                createdAt,
                startedAt,
                endedAt,
                steps,
                Optional.of(value),
                output,
                request,
                cancelling);
    }

    public Job withOutput(List<String> value) {
        return new Job(
                id,
                kind,
                state,
                machineId,
                machine,
                user,
                createdAt,
                startedAt,
                endedAt,
                steps,
                problem,
                value,
                request,
                cancelling);
    }

    public Job withCancelling() {
        return new Job(
                id, kind, state, machineId, machine, user, createdAt, startedAt, endedAt, steps,
                problem, output, request, true);
    }

    public JobView view(boolean cancellable) {
        return new JobView(
                id,
                kind,
                state,
                machineId,
                machine,
                user,
                createdAt,
                startedAt,
                endedAt,
                steps,
                problem,
                cancellable,
                output);
    }
}
