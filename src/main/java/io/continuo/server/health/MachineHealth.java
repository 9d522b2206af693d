package io.continuo.server.health;

import io.continuo.api.component.CaptureReport;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.ResyncContract;
import io.continuo.api.machine.ResyncView;
import io.continuo.server.domain.Drill;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.Phase;
import io.continuo.server.domain.PointSummary;
import io.continuo.server.domain.Policy;
import io.continuo.server.inventory.Components;
import io.continuo.server.inventory.LiveFacts;
import io.continuo.server.recovery.Drills;
import io.continuo.server.recovery.Points;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Judges a machine from facts. */
final class MachineHealth {
    private final Components components;
    private final LiveFacts facts;
    private final Points points;
    private final Drills drills;

    MachineHealth(Components components, LiveFacts facts, Points points, Drills drills) {
        this.components = components;
        this.facts = facts;
        this.points = points;
        this.drills = drills;
    }

    Findings judge(Machine machine, Policy policy, Optional<Double> rpoSeconds, Instant now) {
        Findings findings = new Findings();
        silence(findings, machine);
        Optional<Problem> replica = ReplicaProblems.of(facts, machine.id());
        facts.capture(machine.id())
                .ifPresent(c -> capture(findings, machine, c.report(), replica.isEmpty()));
        replica.ifPresent(problem -> replica(findings, problem));
        rpoSeconds.ifPresent(rpo -> rpo(findings, rpo, policy));
        moved(findings, machine);
        if (machine.phase() == Phase.PROTECTED && replicates(machine)) {
            points(findings, machine, policy, now);
            drill(findings, machine, now);
        }
        return findings;
    }

    /** After a commit there is nothing to make points of until it is protected again. */
    private static boolean replicates(Machine machine) {
        return machine.captureWanted();
    }

    /** DOMAIN.md, health: a failover that is not complete is critical. */
    private static void moved(Findings findings, Machine machine) {
        switch (machine.roleState()) {
            case COMMIT_PENDING ->
                    findings.add(
                            Health.CRITICAL,
                            "COMMIT_PENDING",
                            "It was failed over, and is neither committed nor cancelled.",
                            "Commit it with: continuo failover commit "
                                    + machine.name()
                                    + ", or cancel it.");
            case COMMITTED ->
                    findings.add(
                            Health.CRITICAL,
                            "NOT_REPLICATED",
                            "It runs where it was failed over to, and is not replicated.",
                            "Protect it again with: continuo reprotect " + machine.name() + ".");
            case PROTECTED,
                    TEST_STARTING,
                    TEST_RUNNING,
                    TEST_CLEANING,
                    FAILING_OVER,
                    REPROTECTING,
                    FAILING_BACK,
                    MIGRATED -> {}
        }
    }

    private void silence(Findings findings, Machine machine) {
        silence(findings, machine.captureWanted(), machine.servers().agent(), "mobility service");
        silence(
                findings,
                machine.replicaWanted(),
                machine.servers().masterTarget(),
                "master target");
    }

    private void silence(Findings findings, boolean needed, String componentId, String role) {
        if (needed && components.silent(componentId)) {
            findings.add(
                    Health.UNKNOWN,
                    "COMPONENT_SILENT",
                    "The "
                            + role
                            + " "
                            + components.name(componentId)
                            + " has been silent for "
                            + Ages.say(components.silence(componentId))
                            + ".",
                    "Start it, or restore its way to the configuration server.");
        }
    }

    private static void capture(
            Findings findings, Machine machine, CaptureReport report, boolean replicaWell) {
        String why = report.cause().isEmpty() ? "" : " " + report.cause();
        switch (report.dataState()) {
            case ERROR ->
                    findings.add(
                            Health.CRITICAL,
                            "DATA_ERROR",
                            "Replication stopped with an error." + why,
                            "Put right what its cause names.");
            case RESYNC_REQUIRED ->
                    findings.add(
                            Health.CRITICAL,
                            "RESYNC_REQUIRED",
                            "The replica must be compared with the source." + why,
                            resyncStarts(machine, report));
            case RESYNCING ->
                    findings.add(
                            Health.WARNING,
                            "RESYNCING",
                            "The replica is being compared with the source." + why,
                            "Wait for its end; older recovery points stay usable meanwhile.");
            case PAUSED ->
                    findings.add(
                            Health.WARNING, "PAUSED", "Replication is paused." + why, "Resume it.");
            case NONE, INITIAL, FINALIZING, DELTA, FROZEN -> {}
        }
        if (!report.linkUp() && replicaWell) {
            findings.add(
                    Health.WARNING,
                    "LINK_LOST",
                    "The link to the process server is lost.",
                    "Restore the line between the mobility service and the process server; what"
                            + " is written meanwhile is kept.");
        }
    }

    private static String resyncStarts(Machine machine, CaptureReport report) {
        boolean waits =
                report.resync()
                        .flatMap(ResyncView::contract)
                        .filter(ResyncContract::waiting)
                        .isPresent();
        return waits
                ? "It starts by itself when its policy's window opens; to start it now: continuo"
                        + " resync "
                        + machine.name()
                : "It starts by itself once the link is up; keep it up.";
    }

    private static void replica(Findings findings, Problem problem) {
        findings.add(
                Health.CRITICAL,
                problem.code().name(),
                problem.message() + " " + problem.cause(),
                problem.correction());
    }

    private static void rpo(Findings findings, double rpo, Policy policy) {
        double limit = policy.rpoLimitSeconds();
        if (rpo <= limit) {
            return;
        }
        boolean twice = rpo > limit * HealthRules.RPO_CRITICAL_FACTOR;
        findings.add(
                twice ? Health.CRITICAL : Health.WARNING,
                twice ? "RPO_OVER_TWICE_LIMIT" : "RPO_OVER_LIMIT",
                "RPO is "
                        + Ages.say(Duration.ofSeconds((long) rpo))
                        + ", over "
                        + (twice ? "twice " : "")
                        + "its limit of "
                        + Ages.say(Duration.ofSeconds(policy.rpoLimitSeconds()))
                        + ".",
                "Look at which stage its changes wait in, and widen that one.");
    }

    private void points(Findings findings, Machine machine, Policy policy, Instant now) {
        PointSummary summary = points.summary(machine.id());
        Instant newest = summary.newest().map(PointView::time).orElse(machine.protectedSince());
        Duration allowed =
                max(
                        HealthRules.CRASH_POINT_CRITICAL,
                        Duration.ofSeconds(policy.crashPointSeconds()).multipliedBy(2));
        Duration age = Duration.between(newest, now);
        if (age.compareTo(allowed) > 0) {
            findings.add(
                    Health.CRITICAL,
                    "NO_RECENT_POINT",
                    "The newest recovery point is " + Ages.say(age) + " old.",
                    "Restore replication; points are made by themselves then.");
        }
        appPoints(findings, machine, policy, summary, now);
        history(findings, machine, policy, summary, now);
    }

    private static void appPoints(
            Findings findings, Machine machine, Policy policy, PointSummary summary, Instant now) {
        if (policy.appPointSeconds() == 0) {
            return;
        }
        Instant newest = summary.newestApp().map(PointView::time).orElse(machine.protectedSince());
        Duration every = Duration.ofSeconds(policy.appPointSeconds());
        Duration age = Duration.between(newest, now);
        if (age.compareTo(every.plus(HealthRules.APP_POINT_SLACK)) > 0) {
            findings.add(
                    Health.CRITICAL,
                    "NO_RECENT_APP_POINT",
                    summary.newestApp().isEmpty()
                            ? "It has no app-consistent point, and should have one every "
                                    + Ages.say(every)
                                    + "."
                            : "The newest app-consistent point is " + Ages.say(age) + " old.",
                    "Look at its events for what its scripts said, and try one with: continuo mark "
                            + machine.name()
                            + " --app-consistent.");
        }
    }

    /** A history cannot be as long as promised before the machine is protected that long. */
    private static void history(
            Findings findings, Machine machine, Policy policy, PointSummary summary, Instant now) {
        Duration promised = Duration.ofSeconds(policy.retentionSeconds());
        if (promised.isZero()
                || Duration.between(machine.protectedSince(), now).compareTo(promised) < 0
                || summary.oldest().isEmpty()) {
            return;
        }
        Duration held = Duration.between(summary.oldest().get().time(), now);
        double share = (double) held.toSeconds() / promised.toSeconds();
        if (share < HealthRules.HISTORY_WARNING) {
            findings.add(
                    share < HealthRules.HISTORY_CRITICAL ? Health.CRITICAL : Health.WARNING,
                    "HISTORY_SHORT",
                    "The recovery points reach back "
                            + Ages.say(held)
                            + " of the "
                            + Ages.say(promised)
                            + " its policy promises.",
                    "Give the journal more room, or shorten the policy's retention.");
        }
    }

    private void drill(Findings findings, Machine machine, Instant now) {
        Optional<Drill> running = drills.running(machine.id());
        if (running.isPresent()) {
            return;
        }
        Optional<Instant> last = drills.lastSuccess(machine.id());
        if (last.isEmpty()) {
            Duration age = Duration.between(machine.protectedSince(), now);
            if (age.compareTo(HealthRules.DRILL_NEVER_CRITICAL) > 0) {
                findings.add(
                        Health.CRITICAL,
                        "DRILL_NEVER",
                        "It has been protected for " + Ages.say(age) + " and never drilled.",
                        "Run a test failover and clean it up.");
            }
            return;
        }
        Duration age = Duration.between(last.get(), now);
        if (age.compareTo(HealthRules.DRILL_WARNING) > 0) {
            findings.add(
                    Health.WARNING,
                    "DRILL_OLD",
                    "Its last successful drill is " + Ages.say(age) + " old.",
                    "Run a test failover and clean it up.");
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
