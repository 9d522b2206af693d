package io.continuo.server.plan;

import io.continuo.api.job.JobState;
import io.continuo.api.plan.PlanRunKind;
import io.continuo.server.domain.PlanRun;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a plan's earlier runs tell. */
final class PlanHistory {
    /** Runs looked back at. */
    private static final int LOOK_BACK = 50;

    /** As many as a person compares. */
    private static final int SHOWN = 5;

    private PlanHistory() {}

    static Optional<PlanRun> lastTest(PlanRuns runs, String planId) {
        return runs.newest(planId, LOOK_BACK).stream()
                .filter(run -> run.view().kind() == PlanRunKind.TEST)
                .findFirst();
    }

    /** Seconds the newest successful test runs took, newest first. */
    static List<Double> drillSeconds(PlanRuns runs, String planId) {
        return runs.newest(planId, LOOK_BACK).stream()
                .map(PlanRun::view)
                .filter(run -> run.kind() == PlanRunKind.TEST && run.state() == JobState.SUCCEEDED)
                .flatMap(run ->
                        run.endedAt().map(end -> Duration.between(run.startedAt(), end)).stream())
                .map(time -> time.toMillis() / 1000.0)
                .limit(SHOWN)
                .toList();
    }
}
