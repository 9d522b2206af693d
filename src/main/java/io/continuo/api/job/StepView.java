package io.continuo.api.job;

import io.continuo.api.machine.Progress;

import java.time.Instant;
import java.util.Optional;

/**
 * A step of a job.
 *
 * @param code stable name, for instance {@code INITIAL_REPLICATION}; screens translate it
 * @param detail one sentence about where it is, or empty
 */
public record StepView(
        String code,
        JobState state,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Progress> progress,
        String detail) {}
