package io.continuo.api.job;

import io.continuo.api.error.Problem;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something a person asked for, in named steps.
 *
 * @param machineId and {@code machine}: what it is about
 * @param user who asked
 * @param cancellable whether it can be stopped now
 * @param output where its result is, for instance the files an export wrote
 */
public record JobView(
        String id,
        JobKind kind,
        JobState state,
        String machineId,
        String machine,
        String user,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        List<StepView> steps,
        Optional<Problem> problem,
        boolean cancellable,
        List<String> output) {}
