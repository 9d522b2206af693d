package io.continuo.server.plan;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.plan.PlanLimits;
import io.continuo.api.plan.PlanStep;
import io.continuo.platform.script.HostScript;
import io.continuo.server.domain.PlanRun;
import io.continuo.server.jobs.JobContext;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A script of a plan, on this host: ended with its children when its time is over. */
final class ScriptStep {
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final PlanRuns runs;

    ScriptStep(PlanRuns runs) {
        this.runs = runs;
    }

    void run(JobContext job, RunOrder order, RunShape.Item item) {
        PlanStep.Script script = (PlanStep.Script) item.step().orElseThrow();
        String id = job.job().id();
        endEarlier(id, job.step());
        HostScript.problem(Path.of(script.command()))
                .ifPresent(reason -> {
                    throw PlanStarter.missing(order.plan(), script, reason).toException();
                });
        Map<String, String> environment =
                Map.of(
                        "CONTINUO_PLAN", order.plan(),
                        "CONTINUO_RUN", id,
                        "CONTINUO_KIND", Choice.word(order.kind()),
                        "CONTINUO_GROUP", Integer.toString(item.group()),
                        "CONTINUO_STEP", script.name());
        try (HostScript process =
                HostScript.start(
                        Path.of(script.command()),
                        script.arguments(),
                        environment,
                        PlanLimits.KEPT_OUTPUT_BYTES)) {
            runs.process(
                    id,
                    job.step(),
                    Optional.of(new PlanRun.ScriptProcess(process.pid(), process.startedAt())));
            await(job, order, script, process);
        } catch (IOException e) {
            throw failed(order, script, "It could not be started: " + e.getMessage() + ".")
                    .toException(e);
        } finally {
            runs.process(id, job.step(), Optional.empty());
        }
    }

    /** What a killed server left running is not run a second time beside itself. */
    private void endEarlier(String id, int index) {
        PlanRun.ScriptProcess earlier = runs.get(id).processes().get(index);
        if (earlier != null) {
            HostScript.end(earlier.pid(), earlier.startedAt());
        }
    }

    private void await(JobContext job, RunOrder order, PlanStep.Script script, HostScript process)
            throws IOException {
        Duration limit = Duration.ofSeconds(script.timeoutSeconds());
        long deadline = System.nanoTime() + limit.toNanos();
        String how = "It was stopped.";
        try {
            Optional<Integer> exit = process.look();
            while (exit.isEmpty()) {
                if (System.nanoTime() > deadline) {
                    how =
                            "It did not end within "
                                    + TimeWords.of(limit)
                                    + " and was killed with its children.";
                    throw failed(order, script, how).toException();
                }
                job.pause(LOOK_EVERY);
                exit = process.look();
            }
            how = "It ended with " + exit.get() + ".";
            if (exit.get() != 0) {
                throw failed(order, script, how).toException();
            }
        } finally {
            String told = how;
            process.close();
            runs.step(job.job().id(), job.step(), step -> step.withResult(told, process.output()));
        }
    }

    private static Problem failed(RunOrder order, PlanStep.Script script, String cause) {
        return Problem.of(
                ErrorCode.SCRIPT_FAILED,
                "The script " + script.name() + " of the plan " + order.plan() + " failed.",
                script.command() + ": " + cause,
                "Read what it said in the run's report, run it by hand as the server's user, and"
                        + " put it right.",
                order.plan(),
                script.command());
    }
}
