package io.continuo.console.jobs;

import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.job.StepView;
import io.continuo.api.machine.Progress;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What follows from a job. */
final class JobFacts {
    private JobFacts() {}

    /** The step it is at: the one that runs, else the one that failed, else the next. */
    static Optional<StepView> currentStep(JobView job) {
        return find(job, JobState.RUNNING)
                .or(() -> find(job, JobState.FAILED))
                .or(() -> find(job, JobState.WAITING));
    }

    private static Optional<StepView> find(JobView job, JobState state) {
        return job.steps().stream().filter(step -> step.state() == state).findFirst();
    }

    /** How long it took, or has taken until now; empty before it started. */
    static Optional<Duration> took(
            Optional<Instant> startedAt, Optional<Instant> endedAt, Instant now) {
        return startedAt.map(start -> {
            Duration time = Duration.between(start, endedAt.orElse(now));
            return time.isNegative() ? Duration.ZERO : time;
        });
    }

    /** How long the rest takes at the present rate; empty while there is none. */
    static Optional<Duration> left(Progress progress) {
        long bytes = progress.totalBytes() - progress.doneBytes();
        return progress.bytesPerSecond() <= 0 || bytes <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Math.max(1, bytes / progress.bytesPerSecond())));
    }
}
