package io.continuo.api.plan;

import io.continuo.api.machine.CheckFinding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a plan would work now, as far as is known without running it.
 *
 * @param findings checks, the worst first
 * @param newestCommonPoint the newest time every machine can be recovered to
 * @param lossSeconds what an unplanned run now would lose: the age of that time
 * @param lastDrill when the last test run that succeeded was cleaned up
 * @param drillSeconds how long the newest successful test runs took, newest first
 */
public record PlanReadiness(
        List<CheckFinding> findings,
        Optional<Instant> newestCommonPoint,
        Optional<Double> lossSeconds,
        Optional<Instant> lastDrill,
        List<Double> drillSeconds) {}
