package io.continuo.server.jobs;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.event.Severity;
import io.continuo.api.job.JobState;
import io.continuo.api.job.StepView;
import io.continuo.server.domain.Job;
import io.continuo.server.domain.Machine;
import io.continuo.server.events.EventLog;
import io.continuo.server.events.EventText;
import io.continuo.server.inventory.Machines;
import io.continuo.server.inventory.OrderDesk;
import io.continuo.server.inventory.ServerStopping;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Runs a job from where it is to its end. The resume rule: a step that has succeeded is never run
 * again, those that were running are; once a problem is recorded only undoing is left.
 */
final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final Jobs jobs;
    private final OrderDesk orders;
    private final Machines machines;
    private final EventLog events;
    private final Clock clock;

    JobRunner(Jobs jobs, OrderDesk orders, Machines machines, EventLog events, Clock clock) {
        this.jobs = jobs;
        this.orders = orders;
        this.machines = machines;
        this.events = events;
        this.clock = clock;
    }

    /** Throws {@link ServerStopping} when it is to go on after the next start. */
    void run(String jobId) {
        Job job = jobs.get(jobId);
        if (job.state().ended()) {
            return;
        }
        JobScript script = jobs.script(job.kind());
        JobContext context = new JobContext(jobs, orders, jobId, script.leaves(job.request()));
        Optional<Problem> problem = job.problem();
        if (problem.isEmpty()) {
            jobs.change(jobId, before -> before.started(clock.instant()));
            problem = forward(jobId, script, context);
        }
        if (problem.isEmpty()) {
            jobs.change(jobId, before -> before.ended(JobState.SUCCEEDED, clock.instant()));
            return;
        }
        back(jobId, script, context, problem.get());
    }

    private Optional<Problem> forward(String jobId, JobScript script, JobContext context) {
        int next = 0;
        for (Stage stage : script.stages(jobs.get(jobId).request())) {
            int first = next;
            next += stage.steps().size();
            Optional<Problem> problem = stage(jobId, context, stage, first);
            if (problem.isPresent()) {
                Problem told = problem.get();
                jobs.change(jobId, job -> job.withProblem(told));
                return problem;
            }
        }
        return Optional.empty();
    }

    /** Why the job ends, if it does: a cancelled one always. */
    private Optional<Problem> stage(String jobId, JobContext context, Stage stage, int first) {
        List<Callable<Optional<Problem>>> due = new ArrayList<>();
        for (int i = 0; i < stage.steps().size(); i++) {
            int index = first + i;
            Step step = stage.steps().get(i);
            JobState state = jobs.get(jobId).steps().get(index).state();
            if (state != JobState.SUCCEEDED && !(stage.goesOn() && state == JobState.FAILED)) {
                due.add(() -> step(jobId, context.at(index), step, index));
            }
        }
        return AtOnce.all(due).stream()
                .flatMap(Optional::stream)
                .filter(problem -> !stage.goesOn() || how(problem) == JobState.CANCELLED)
                .findFirst();
    }

    private Optional<Problem> step(String jobId, JobContext context, Step step, int index) {
        Problem problem;
        try {
            context.goOn();
            mark(jobId, index, JobState.RUNNING);
            step.body().run(context);
            mark(jobId, index, JobState.SUCCEEDED);
            return Optional.empty();
        } catch (ServerStopping e) {
            throw e;
        } catch (ContinuoException e) {
            problem = e.problem();
        } catch (RuntimeException e) {
            LOG.error("Job {} step {}", jobId, step.code(), e);
            problem = defect(jobId, step);
        }
        if (jobs.stopping()) {
            throw new ServerStopping();
        }
        mark(jobId, index, how(problem));
        return Optional.of(problem);
    }

    private void back(String jobId, JobScript script, JobContext context, Problem problem) {
        Optional<Machine> machine = machines.byId(jobs.get(jobId).machineId());
        context.undoing();
        try {
            script.undo(context);
        } catch (ContinuoException e) {
            LOG.warn("Job {} could not undo everything: {}", jobId, e.getMessage());
        }
        Job ended = jobs.change(jobId, job -> job.ended(how(problem), clock.instant()));
        if (ended.state() == JobState.FAILED) {
            events.raise(
                    new EventText(
                            Severity.WARNING,
                            "JOB_FAILED",
                            problem.message(),
                            problem.cause(),
                            problem.correction(),
                            Map.of(
                                    "job",
                                    jobId,
                                    "kind",
                                    ended.kind().name(),
                                    "machine",
                                    ended.machine(),
                                    "code",
                                    problem.code().name())),
                    machine);
        }
    }

    private void mark(String jobId, int index, JobState state) {
        jobs.change(
                jobId,
                job -> {
                    StepView step = job.steps().get(index);
                    return job.withStep(
                            index,
                            new StepView(
                                    step.code(),
                                    step.subject(),
                                    state,
                                    Optional.of(step.startedAt().orElseGet(clock::instant)),
                                    state.ended() ? Optional.of(clock.instant()) : Optional.empty(),
                                    step.progress(),
                                    step.detail()));
                });
    }

    private static JobState how(Problem problem) {
        return problem.code() == ErrorCode.CANCELLED ? JobState.CANCELLED : JobState.FAILED;
    }

    private static Problem defect(String jobId, Step step) {
        return Problem.of(
                ErrorCode.INTERNAL,
                "The step " + step.code() + " failed.",
                "Continuo met a case it does not handle; the server's log has the details.",
                "Report it with the log, and start the job again.",
                jobId);
    }
}
