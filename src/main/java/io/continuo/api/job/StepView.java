package io.continuo.api.job;

import io.continuo.api.machine.Progress;

import java.time.Instant;
import java.util.Optional;

/**
 * A step of a job.
 *
 * @param code stable name, for instance {@code INITIAL_REPLICATION}; screens translate it
 * @param subject what it is about where a job has several steps of one code, for instance a
 *     machine; or empty
 * @param detail one sentence about where it is, or empty
 */
public record StepView(
        String code,
        String subject,
        JobState state,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Progress> progress,
        String detail) {
    public StepView {
        subject = subject == null ? "" : subject;
    }

    /** The only one of its code. */
    public StepView(
            String code,
            JobState state,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            Optional<Progress> progress,
            String detail) {
        this(code, "", state, startedAt, endedAt, progress, detail);
    }
}
