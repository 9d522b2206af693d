package io.continuo.console.jobs;

import io.continuo.api.job.JobState;

/** Which jobs are listed. */
enum JobFilter {
    ALL,
    /** Waits or runs. */
    RUNNING,
    FAILED;

    boolean matches(JobState state) {
        return switch (this) {
            case ALL -> true;
            case RUNNING -> !state.ended();
            case FAILED -> state == JobState.FAILED;
        };
    }
}
