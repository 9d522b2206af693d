package io.continuo.app.cli;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.job.StepView;
import io.continuo.app.Terminal;
import io.continuo.client.ContinuoClient;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Waits for jobs, telling a person each step as it begins. */
final class JobFollower {
    private static final Duration LIMIT = Duration.ofHours(24);

    private final ContinuoClient client;
    private final Terminal terminal;
    private final boolean silent;

    JobFollower(ContinuoClient client, Terminal terminal, boolean silent) {
        this.client = client;
        this.terminal = terminal;
        this.silent = silent;
    }

    /** Waits until the job has succeeded; its problem is thrown if it did not. */
    JobView untilDone(JobView job) {
        Set<String> told = new HashSet<>();
        JobView ended = client.await(job, LIMIT, now -> tell(now, told));
        if (ended.state() != JobState.SUCCEEDED) {
            throw problemOf(ended).toException();
        }
        return ended;
    }

    static Problem problemOf(JobView job) {
        return job.problem()
                .orElseGet(() ->
                        Problem.of(
                                ErrorCode.CANCELLED,
                                "The job was cancelled.",
                                "Someone asked for it.",
                                "Start it again when it is wanted.",
                                job.id()));
    }

    private void tell(JobView job, Set<String> told) {
        if (silent) {
            return;
        }
        for (StepView step : job.steps()) {
            if (step.state() != JobState.WAITING && told.add(step.code() + step.subject())) {
                terminal.remark(
                        Words.plain(job.kind())
                                + ": "
                                + step.code().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                                + (step.subject().isEmpty() ? "" : " " + step.subject()));
            }
        }
    }
}
