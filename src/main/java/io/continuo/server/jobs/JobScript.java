package io.continuo.server.jobs;

import io.continuo.api.job.JobKind;

import java.util.List;

/** How a kind of job is done. */
public interface JobScript {
    JobKind kind();

    /** Its steps, where every job of this kind has the same, one after the other. */
    default List<Step> steps() {
        return List.of();
    }

    /**
     * Its steps, where they depend on what was asked. The same for the same request, always: a
     * restarted server asks again.
     *
     * @param request what was asked, as JSON
     */
    default List<Stage> stages(String request) {
        return steps().stream().map(Stage::of).toList();
    }

    /** Puts back what the steps did, after one failed or the job was cancelled. Idempotent. */
    void undo(JobContext job);

    /**
     * What cancelling leaves behind, one sentence; empty when this kind cannot be cancelled once it
     * runs.
     */
    default String leaves() {
        return "";
    }

    /** What cancelling leaves behind, where it depends on what was asked. */
    default String leaves(String request) {
        return leaves();
    }
}
