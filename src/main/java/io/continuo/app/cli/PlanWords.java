package io.continuo.app.cli;

import io.continuo.api.machine.CheckLevel;
import io.continuo.api.plan.PlanChange;
import io.continuo.api.plan.PlanDifference;
import io.continuo.api.plan.PlanGroup;
import io.continuo.api.plan.PlanRunStep;
import io.continuo.api.plan.PlanRunView;
import io.continuo.api.plan.PlanStep;
import io.continuo.api.plan.PlanView;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the command line tells of recovery plans. */
final class PlanWords {
    private PlanWords() {}

    static String plan(PlanView plan) {
        List<String> lines = new ArrayList<>();
        lines.add(
                plan.name()
                        + ", version "
                        + plan.newest().version()
                        + ", "
                        + Words.plain(plan.state()));
        if (!plan.definition().description().isEmpty()) {
            lines.add(plan.definition().description());
        }
        int number = 1;
        for (PlanGroup group : plan.definition().groups()) {
            lines.add("Group " + number++ + ", " + group.name());
            group.before().forEach(step -> lines.add("  before: " + step(step)));
            lines.add("  machines: " + String.join(", ", group.machines()));
            group.after().forEach(step -> lines.add("  after: " + step(step)));
        }
        plan.readiness()
                .newestCommonPoint()
                .ifPresent(time ->
                        lines.add(
                                "All can be recovered to "
                                        + Words.time(time)
                                        + "; now that would lose "
                                        + Words.seconds(plan.readiness().lossSeconds().orElse(0.0))
                                        + "."));
        plan.readiness().findings().stream()
                .filter(finding -> finding.level() != CheckLevel.PASS)
                .forEach(finding ->
                        lines.add(
                                Words.plain(finding.level())
                                        + ": "
                                        + finding.message()
                                        + " "
                                        + finding.correction()));
        return String.join(System.lineSeparator(), lines);
    }

    private static String step(PlanStep step) {
        return switch (step) {
            case PlanStep.Script script ->
                    "script "
                            + script.name()
                            + " ("
                            + script.command()
                            + ", "
                            + Words.seconds(script.timeoutSeconds())
                            + " at most)";
            case PlanStep.Manual manual ->
                    "ask "
                            + manual.delegate()
                            + ": "
                            + manual.name()
                            + " ("
                            + Words.seconds(manual.deadlineSeconds())
                            + ", then "
                            + manual.escalation()
                            + ")";
        };
    }

    static String difference(PlanDifference difference) {
        if (difference.changes().isEmpty()) {
            return "Nothing a run would notice differs.";
        }
        List<String> lines = new ArrayList<>();
        for (PlanChange change : difference.changes()) {
            lines.add(Words.plain(change.kind()) + ": " + change.what() + " " + change.how() + ".");
        }
        return String.join(System.lineSeparator(), lines);
    }

    static String run(PlanRunView run) {
        Table table = new Table("#", "GROUP", "STEP", "STATE", "TOOK", "WAITED", "");
        for (PlanRunStep step : run.steps()) {
            table.row(
                    Integer.toString(step.number()),
                    step.group() == 0 ? "" : Integer.toString(step.group()),
                    (Words.plain(step.kind()) + " " + step.name()).strip(),
                    Words.plain(step.state()),
                    step.startedAt().map(start -> took(start, step.endedAt())).orElse(""),
                    step.waitedSeconds() > 0 ? Words.seconds(step.waitedSeconds()) : "",
                    note(step));
        }
        return "Run "
                + run.id()
                + ": "
                + run.plan()
                + ", version "
                + run.version()
                + ", "
                + Words.plain(run.kind())
                + ", "
                + Words.plain(run.state())
                + System.lineSeparator()
                + table
                + (run.left().isEmpty() ? "" : System.lineSeparator() + run.left());
    }

    private static String note(PlanRunStep step) {
        if (step.problem().isPresent()) {
            return step.problem().get().message();
        }
        return step.ask()
                .filter(ask -> step.endedAt().isEmpty())
                .map(ask ->
                        "asks "
                                + ask.delegate()
                                + " until "
                                + Words.time(ask.deadline())
                                + (ask.how().isEmpty() ? "" : ": " + ask.how()))
                .orElse(step.detail());
    }

    /** So far, of what has not ended. */
    static String took(Instant start, Optional<Instant> end) {
        Duration time = Duration.between(start, end.orElseGet(Instant::now));
        return Words.seconds(Math.max(0, time.toMillis()) / 1000.0);
    }
}
