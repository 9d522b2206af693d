package io.continuo.server.plan;

import io.continuo.api.plan.PlanRunKind;
import io.continuo.api.plan.PlanStep;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How a step differs from the one of that name there was. */
final class StepDiff {
    private final List<String> told = new ArrayList<>();

    private StepDiff() {}

    static List<String> between(PlanStep from, PlanStep to) {
        StepDiff diff = new StepDiff();
        if (from instanceof PlanStep.Script before && to instanceof PlanStep.Script after) {
            diff.value("runs", before.command(), after.command());
            diff.value(
                    "has the arguments",
                    String.join(" ", before.arguments()),
                    String.join(" ", after.arguments()));
            diff.time("may take", before.timeoutSeconds(), after.timeoutSeconds());
        }
        if (from instanceof PlanStep.Manual before && to instanceof PlanStep.Manual after) {
            diff.value("asks for", before.how(), after.how());
            diff.value("asks", before.delegate(), after.delegate());
            diff.value("escalates to", before.escalation(), after.escalation());
            diff.time("waits", before.deadlineSeconds(), after.deadlineSeconds());
            diff.time(
                    "escalates after", before.escalateAfterSeconds(), after.escalateAfterSeconds());
            diff.value(
                    "does at its deadline:",
                    Choice.word(before.atDeadline()),
                    Choice.word(after.atDeadline()));
        }
        diff.value("belongs to", words(from.runs()), words(to.runs()));
        return diff.told;
    }

    private static String words(List<PlanRunKind> kinds) {
        return kinds.stream().map(Choice::word).collect(Collectors.joining(", "));
    }

    private void time(String verb, long from, long to) {
        value(verb, TimeWords.ofSeconds(from), TimeWords.ofSeconds(to));
    }

    private void value(String verb, String from, String to) {
        if (!from.equals(to)) {
            told.add(verb + " " + shown(to) + " instead of " + shown(from));
        }
    }

    private static String shown(String value) {
        return value.isEmpty() ? "nothing" : value;
    }
}
