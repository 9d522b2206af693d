package io.continuo.server.plan;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobState;
import io.continuo.api.plan.PlanRunKind;
import io.continuo.api.plan.PlanRunStep;
import io.continuo.api.plan.PlanRunView;
import io.continuo.server.domain.PlanRun;
import io.continuo.server.events.EventLog;
import io.continuo.server.events.EventText;
import io.continuo.server.recovery.Drills;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends a run: says how, what is left, and whether the plan's version is verified now. */
final class RunEnd {
    private final PlanBook book;
    private final PlanRuns runs;
    private final RunLeft left;
    private final Drills drills;
    private final EventLog events;
    private final Clock clock;

    RunEnd(
            PlanBook book,
            PlanRuns runs,
            RunLeft left,
            Drills drills,
            EventLog events,
            Clock clock) {
        this.book = book;
        this.runs = runs;
        this.left = left;
        this.drills = drills;
        this.events = events;
        this.clock = clock;
    }

    /** Fails when a step of a run that goes on to its end did. */
    void check(String id) {
        PlanRunView run = runs.get(id).view();
        List<PlanRunStep> failed =
                run.steps().stream().filter(step -> step.state() == JobState.FAILED).toList();
        if (!failed.isEmpty()) {
            String names = String.join(", ", failed.stream().map(PlanRunStep::name).toList());
            throw Problem.of(
                            ErrorCode.PLAN_RUN_FAILED,
                            failed.size()
                                    + " of "
                                    + (run.steps().size() - 1)
                                    + " steps of the plan "
                                    + run.plan()
                                    + " failed.",
                            "They are: " + names + ". The run went on to its end.",
                            "See why in its report: continuo plan report "
                                    + id
                                    + " --format md --to FILE.",
                            failed.stream().map(PlanRunStep::name).toArray(String[]::new))
                    .toException();
        }
    }

    void succeeded(String id) {
        PlanRun run = runs.get(id);
        if (!run.open()) {
            return;
        }
        verify(run);
        events.raise(
                EventText.info(
                        "PLAN_RUN_ENDED",
                        "The "
                                + Choice.word(run.view().kind())
                                + " run of the plan "
                                + run.view().plan()
                                + " succeeded.",
                        Map.of(
                                "plan", run.view().plan(),
                                "run", id,
                                "kind", run.view().kind().name())),
                Optional.empty());
        runs.end(id, JobState.SUCCEEDED, left.after(run), Optional.empty());
    }

    void failed(String id, Problem problem) {
        PlanRun run = runs.get(id);
        if (run.open()) {
            JobState how =
                    problem.code() == ErrorCode.CANCELLED ? JobState.CANCELLED : JobState.FAILED;
            runs.end(id, how, left.after(run), Optional.of(problem));
        }
    }

    /** A drill counts only after its cleanup succeeded (DOMAIN.md: health). */
    private void verify(PlanRun cleanup) {
        if (cleanup.view().kind() != PlanRunKind.CLEANUP) {
            return;
        }
        PlanHistory.lastTest(runs, cleanup.planId())
                .filter(test -> test.view().state() == JobState.SUCCEEDED)
                .filter(this::cleanedUp)
                .ifPresent(test ->
                        book.verified(test.planId(), test.view().version(), clock.instant()));
    }

    private boolean cleanedUp(PlanRun test) {
        return test.machineIds().stream()
                .allMatch(id ->
                        drills.lastSuccess(id)
                                .filter(when -> !when.isBefore(test.view().startedAt()))
                                .isPresent());
    }
}
