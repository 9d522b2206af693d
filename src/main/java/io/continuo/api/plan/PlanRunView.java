package io.continuo.api.plan;

import io.continuo.api.error.Problem;
import io.continuo.api.job.JobState;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run of a plan.
 *
 * @param id also that of its job
 * @param point what was asked to recover to
 * @param user who asked
 * @param left what is left behind: drills that run, machines that were moved; empty when nothing
 */
public record PlanRunView(
        String id,
        String plan,
        int version,
        PlanRunKind kind,
        String point,
        String user,
        JobState state,
        Instant startedAt,
        Optional<Instant> endedAt,
        double waitedSeconds,
        String left,
        Optional<Problem> problem,
        List<PlanRunStep> steps) {}
