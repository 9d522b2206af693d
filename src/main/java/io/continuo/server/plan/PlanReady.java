package io.continuo.server.plan;

import io.continuo.api.error.Problem;
import io.continuo.api.machine.CheckFinding;
import io.continuo.api.machine.CheckLevel;
import io.continuo.api.machine.PointView;
import io.continuo.api.plan.PlanReadiness;
import io.continuo.api.plan.PlanState;
import io.continuo.platform.script.HostScript;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.PlanVersion;
import io.continuo.server.inventory.Machines;
import io.continuo.server.recovery.Drills;
import io.continuo.server.recovery.Points;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether a plan would work now, as far as is known without running it; computed, never stored. */
final class PlanReady {
    /** DOMAIN.md: health, drill. */
    private static final Duration DRILL_AGE = Duration.ofDays(180);

    private final PlanBook book;
    private final PlanRuns runs;
    private final PlanTexts texts;
    private final Machines machines;
    private final Points points;
    private final Drills drills;
    private final Clock clock;

    PlanReady(
            PlanBook book,
            PlanRuns runs,
            PlanTexts texts,
            Machines machines,
            Points points,
            Drills drills,
            Clock clock) {
        this.book = book;
        this.runs = runs;
        this.texts = texts;
        this.machines = machines;
        this.points = points;
        this.drills = drills;
        this.clock = clock;
    }

    PlanReadiness of(PlanVersion plan) {
        List<Machine> known =
                plan.definition().machines().stream()
                        .map(machines::find)
                        .flatMap(Optional::stream)
                        .toList();
        Optional<Instant> common = common(known, plan.definition().machines().size());
        Optional<Instant> lastDrill =
                book.versions(plan.planId()).stream()
                        .map(PlanVersion::verifiedAt)
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder());
        return new PlanReadiness(
                findings(plan, known, lastDrill),
                common,
                common.map(time ->
                        Math.max(0, Duration.between(time, clock.instant()).toMillis() / 1000.0)),
                lastDrill,
                PlanHistory.drillSeconds(runs, plan.planId()));
    }

    /**
     * The newest time all of them can be recovered to: each holds every moment up to its newest.
     */
    private Optional<Instant> common(List<Machine> known, int wanted) {
        List<Instant> newest =
                known.stream()
                        .map(machine -> points.summary(machine.id()).newest())
                        .flatMap(Optional::stream)
                        .map(PointView::time)
                        .toList();
        return newest.size() < wanted
                ? Optional.empty()
                : newest.stream().min(Comparator.naturalOrder());
    }

    private List<CheckFinding> findings(
            PlanVersion plan, List<Machine> known, Optional<Instant> lastDrill) {
        List<CheckFinding> findings = new ArrayList<>();
        findings.add(verified(plan, lastDrill));
        texts.mistakes(plan.text())
                .forEach(mistake ->
                        findings.add(
                                new CheckFinding(
                                        CheckLevel.REFUSE,
                                        "PLAN_INVALID",
                                        "line " + mistake.line(),
                                        mistake.message(),
                                        mistake.correction())));
        scripts(plan, findings);
        known.forEach(machine -> machine(machine, findings));
        findings.sort(Comparator.comparing(CheckFinding::level));
        return findings;
    }

    private CheckFinding verified(PlanVersion plan, Optional<Instant> lastDrill) {
        String how =
                "Run it as a test, and clean up: continuo plan run "
                        + plan.name()
                        + " --kind test.";
        if (plan.state() == PlanState.NEEDS_VERIFICATION) {
            return new CheckFinding(
                    CheckLevel.WARN,
                    "PLAN_NOT_VERIFIED",
                    plan.name(),
                    "Version " + plan.version() + " was never tested with success.",
                    how);
        }
        boolean old =
                lastDrill.isEmpty() || lastDrill.get().plus(DRILL_AGE).isBefore(clock.instant());
        return new CheckFinding(
                old ? CheckLevel.WARN : CheckLevel.PASS,
                "PLAN_DRILL_AGE",
                plan.name(),
                old
                        ? "Its last test is more than " + DRILL_AGE.toDays() + " days ago."
                        : "Version " + plan.version() + " was tested with success.",
                old ? how : "");
    }

    private static void scripts(PlanVersion plan, List<CheckFinding> findings) {
        int found = 0;
        var scripts = PlanScripts.all(plan.definition());
        for (var script : scripts) {
            Optional<Problem> missing =
                    HostScript.problem(Path.of(script.command()))
                            .map(reason -> PlanStarter.missing(plan.name(), script, reason));
            missing.ifPresent(problem ->
                    findings.add(
                            new CheckFinding(
                                    CheckLevel.REFUSE,
                                    problem.code().name(),
                                    script.name(),
                                    problem.message() + " " + problem.cause(),
                                    problem.correction())));
            found += missing.isEmpty() ? 1 : 0;
        }
        if (!scripts.isEmpty() && found == scripts.size()) {
            findings.add(
                    new CheckFinding(
                            CheckLevel.PASS,
                            "PLAN_SCRIPTS",
                            plan.name(),
                            found + " of " + scripts.size() + " scripts are there and may run.",
                            ""));
        }
    }

    private void machine(Machine machine, List<CheckFinding> findings) {
        if (points.summary(machine.id()).count() == 0) {
            findings.add(
                    new CheckFinding(
                            CheckLevel.REFUSE,
                            "NO_POINT_YET",
                            machine.name(),
                            "The machine " + machine.name() + " has no recovery point yet.",
                            "Wait for its initial replication: continuo machines."));
        } else if (drills.lastSuccess(machine.id()).isEmpty()) {
            findings.add(
                    new CheckFinding(
                            CheckLevel.WARN,
                            "MACHINE_NEVER_DRILLED",
                            machine.name(),
                            "The machine " + machine.name() + " was never started at the target.",
                            "A test of this plan starts it."));
        }
    }
}
