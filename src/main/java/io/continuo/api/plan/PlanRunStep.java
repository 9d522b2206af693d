package io.continuo.api.plan;

import io.continuo.api.error.Problem;
import io.continuo.api.job.JobState;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A step of a run.
 *
 * @param number from 1
 * @param name of a machine, a script, or what a person is to do
 * @param group number of its group, from 1; 0 for the run's own steps
 * @param detail one sentence about how it ended, or empty
 * @param waitedSeconds of its time, how long it waited for a person
 * @param output the last lines a script said
 * @param job id of the machine's job
 * @param ask what a person was asked, once it was
 */
public record PlanRunStep(
        int number,
        PlanStepKind kind,
        String name,
        int group,
        JobState state,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        String detail,
        double waitedSeconds,
        List<String> output,
        Optional<Problem> problem,
        Optional<String> job,
        Optional<PlanAsk> ask) {
    public PlanRunStep {
        output = List.copyOf(output);
    }

    /** One that is to come. */
    public PlanRunStep(int number, PlanStepKind kind, String name, int group) {
        this(
                number,
                kind,
                name,
                group,
                JobState.WAITING,
                Optional.empty(),
                Optional.empty(),
                "",
                0,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Begun, once: a step that is run again keeps its first start. */
    public PlanRunStep started(Instant when) {
        return new PlanRunStep(
                number,
                kind,
                name,
                group,
                JobState.RUNNING,
                Optional.of(startedAt.orElse(when)),
                endedAt,
                detail,
                waitedSeconds,
                output,
                problem,
                job,
                ask);
    }

    public PlanRunStep ended(JobState how, Instant when, Optional<Problem> why) {
        return new PlanRunStep(
                number,
                kind,
                name,
                group,
                how,
                startedAt,
                Optional.of(when),
                detail,
                waitedSeconds,
                output,
                why,
                job,
                ask);
    }

    public PlanRunStep withJob(String id) {
        return new PlanRunStep(
                number,
                kind,
                name,
                group,
                state,
                startedAt,
                endedAt,
                detail,
                waitedSeconds,
                output,
                problem,
                Optional.of(id),
                ask);
    }

    /** What came of it, and what it said. */
    public PlanRunStep withResult(String sentence, List<String> lines) {
        return new PlanRunStep(
                number,
                kind,
                name,
                group,
                state,
                startedAt,
                endedAt,
                sentence,
                waitedSeconds,
                lines,
                problem,
                job,
                ask);
    }

    public PlanRunStep withAsk(PlanAsk asked, double waited) {
        return new PlanRunStep(
                number,
                kind,
                name,
                group,
                state,
                startedAt,
                endedAt,
                detail,
                waited,
                output,
                problem,
                job,
                Optional.of(asked));
    }
}
