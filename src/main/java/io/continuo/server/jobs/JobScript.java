package io.continuo.server.jobs;

import io.continuo.api.job.JobKind;

import java.util.List;

/** How a kind of job is done. */
public interface JobScript {
    JobKind kind();

    List<Step> steps();

    /** Puts back what the steps did, after one failed or the job was cancelled. Idempotent. */
    void undo(JobContext job);

    /**
     * What cancelling leaves behind, one sentence; empty when this kind cannot be cancelled once it
     * runs.
     */
    default String leaves() {
        return "";
    }
}
