package io.continuo.server.plan.report;

import io.continuo.api.error.Problem;
import io.continuo.api.plan.PlanAsk;
import io.continuo.api.plan.PlanRunStep;
import io.continuo.api.plan.PlanRunView;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the report of a run says, in whatever format: who, when, which version, and every step with
 * start, end, result and waiting time (DOMAIN.md: recovery plans).
 *
 * @param facts pairs of a name and what it is
 * @param steps a row each, below {@link #HEADINGS}
 * @param notes what there is to say of single steps
 */
record ReportContent(String title, List<Fact> facts, List<List<String>> steps, List<Note> notes) {
    static final List<String> HEADINGS =
            List.of("#", "Group", "Step", "Result", "Start", "End", "Took", "Waited");

    private static final String TIME = "yyyy-MM-dd HH:mm:ss xxx";

    /** Something of the whole run. */
    record Fact(String name, String value) {}

    /**
     * About one step.
     *
     * @param heading which one
     * @param lines sentences
     * @param output what a script said
     * @param picture of a machine's screen, PNG
     */
    record Note(
            String heading, List<String> lines, List<String> output, Optional<byte[]> picture) {}

    static ReportContent of(PlanRunView run, Pictures pictures, ZoneId zone) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(TIME, Locale.ROOT).withZone(zone);
        return new ReportContent(
                "Recovery plan " + run.plan() + ": " + word(run.kind()) + " run",
                facts(run, format),
                run.steps().stream().map(step -> row(step, format)).toList(),
                run.steps().stream()
                        .map(step -> note(step, pictures, format))
                        .filter(note ->
                                !note.lines().isEmpty()
                                        || !note.output().isEmpty()
                                        || note.picture().isPresent())
                        .toList());
    }

    private static List<Fact> facts(PlanRunView run, DateTimeFormatter format) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Result", word(run.state())));
        facts.add(new Fact("Plan", run.plan() + ", version " + run.version()));
        facts.add(new Fact("Run", run.id()));
        facts.add(new Fact("Kind", word(run.kind())));
        facts.add(new Fact("Recovered to", run.point()));
        facts.add(new Fact("Asked for by", run.user()));
        facts.add(new Fact("Start", format.format(run.startedAt())));
        run.endedAt()
                .ifPresent(end -> {
                    facts.add(new Fact("End", format.format(end)));
                    facts.add(new Fact("Took", time(run.startedAt(), end)));
                });
        facts.add(new Fact("Waited for people", seconds(run.waitedSeconds())));
        run.problem().ifPresent(problem -> facts.add(new Fact("Why", sentence(problem))));
        if (!run.left().isEmpty()) {
            facts.add(new Fact("Left behind", run.left()));
        }
        return facts;
    }

    private static List<String> row(PlanRunStep step, DateTimeFormatter format) {
        return List.of(
                Integer.toString(step.number()),
                step.group() == 0 ? "" : Integer.toString(step.group()),
                name(step),
                word(step.state()),
                step.startedAt().map(format::format).orElse(""),
                step.endedAt().map(format::format).orElse(""),
                step.startedAt()
                        .flatMap(start -> step.endedAt().map(end -> time(start, end)))
                        .orElse(""),
                step.waitedSeconds() > 0 ? seconds(step.waitedSeconds()) : "");
    }

    private static Note note(PlanRunStep step, Pictures pictures, DateTimeFormatter format) {
        List<String> lines = new ArrayList<>();
        step.problem().ifPresent(problem -> lines.add(sentence(problem)));
        step.ask().ifPresent(ask -> asked(ask, lines, format));
        if (!step.detail().isBlank()) {
            lines.add(step.detail());
        }
        return new Note(
                step.number() + ". " + name(step),
                lines,
                step.output(),
                step.job().flatMap(job -> pictures.of(step.name(), job)));
    }

    private static void asked(PlanAsk ask, List<String> lines, DateTimeFormatter format) {
        lines.add(
                "Asked: "
                        + ask.delegate()
                        + ", until "
                        + format.format(ask.deadline())
                        + (ask.escalated() ? "; " + ask.escalation() + " was told." : "."));
        if (!ask.how().isBlank()) {
            lines.add(ask.how());
        }
        ask.answer()
                .ifPresent(answer ->
                        lines.add(
                                answer.user()
                                        + (answer.done() ? " answered yes, " : " answered no, ")
                                        + format.format(answer.at())
                                        + (answer.note().isBlank() ? "." : ": " + answer.note())));
    }

    private static String sentence(Problem problem) {
        return problem.code()
                + ": "
                + problem.message()
                + " "
                + problem.cause()
                + " "
                + problem.correction();
    }

    private static String name(PlanRunStep step) {
        return switch (step.kind()) {
            case MACHINE -> "Machine " + step.name();
            case SCRIPT -> "Script " + step.name();
            case MANUAL -> "Manual step: " + step.name();
            case REPORT -> "Report";
        };
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String time(Instant start, Instant end) {
        return seconds(Duration.between(start, end).toMillis() / 1000.0);
    }

    private static String seconds(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
}
