package io.continuo.server.plan;

import io.continuo.api.plan.AtDeadline;
import io.continuo.api.plan.PlanLimits;
import io.continuo.api.plan.PlanRunKind;
import io.continuo.api.plan.PlanStep;

import org.snakeyaml.engine.v2.nodes.Node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a script or a manual step of a plan's text. */
final class PlanStepReader {
    static final List<PlanRunKind> ALL =
            Stream.of(PlanRunKind.values()).filter(PlanRunKind::startsMachines).toList();

    private static final List<String> SCRIPT =
            List.of("script", "command", "arguments", "timeout", "runs");
    private static final List<String> MANUAL =
            List.of(
                    "manual",
                    "how",
                    "delegate",
                    "escalation",
                    "deadline",
                    "escalate-after",
                    "at-deadline",
                    "runs");
    private static final List<String> EITHER =
            Stream.concat(SCRIPT.stream(), MANUAL.stream()).distinct().toList();

    private PlanStepReader() {}

    static Optional<PlanStep> read(Node node, Mistakes mistakes) {
        YamlMap either = YamlMap.of(node, "a step", EITHER, new Mistakes());
        if (either.has("script")) {
            return Optional.of(script(YamlMap.of(node, "a script", SCRIPT, mistakes), mistakes));
        }
        if (either.has("manual")) {
            return Optional.of(
                    manual(YamlMap.of(node, "a manual step", MANUAL, mistakes), mistakes));
        }
        YamlMap.of(node, "a step", EITHER, mistakes);
        mistakes.add(
                Place.of(node),
                "This step is neither a script nor a manual step.",
                "Begin it with \"script: NAME\" or \"manual: WHAT TO DO\".");
        return Optional.empty();
    }

    private static PlanStep script(YamlMap map, Mistakes mistakes) {
        String name = map.required("script", PlanLimits.LONGEST_LINE);
        String command = map.required("command", PlanLimits.LONGEST_TEXT);
        if (!command.isBlank() && !absolute(command)) {
            mistakes.add(
                    map.place("command"),
                    "The command " + command + " is not an absolute path.",
                    "Give the whole path of a program on the configuration server's host.");
        }
        Duration timeout =
                map.time(
                                "timeout",
                                PlanLimits.SHORTEST_SCRIPT_TIMEOUT,
                                PlanLimits.LONGEST_SCRIPT_TIMEOUT)
                        .orElse(PlanLimits.USUAL_SCRIPT_TIMEOUT);
        return new PlanStep.Script(
                name,
                command,
                map.texts("arguments", PlanLimits.LONGEST_TEXT),
                timeout.toSeconds(),
                runs(map, mistakes));
    }

    private static boolean absolute(String command) {
        return command.indexOf(0) < 0 && Path.of(command).isAbsolute();
    }

    private static PlanStep manual(YamlMap map, Mistakes mistakes) {
        String name = map.required("manual", PlanLimits.LONGEST_LINE);
        if (!map.has("deadline")) {
            mistakes.add(
                    map.place(),
                    "The manual step has no deadline.",
                    "Add \"deadline: 10m\": no plan waits unseen for ever.");
        }
        Duration deadline =
                map.time("deadline", PlanLimits.SHORTEST_DEADLINE, PlanLimits.LONGEST_DEADLINE)
                        .orElse(PlanLimits.LONGEST_DEADLINE);
        Duration escalate =
                map.time("escalate-after", PlanLimits.SHORTEST_SCRIPT_TIMEOUT, deadline)
                        .orElse(deadline.dividedBy(2));
        return new PlanStep.Manual(
                name,
                map.text("how", PlanLimits.LONGEST_TEXT),
                map.required("delegate", PlanLimits.LONGEST_LINE),
                map.required("escalation", PlanLimits.LONGEST_LINE),
                deadline.toSeconds(),
                escalate.toSeconds(),
                map.choice("at-deadline", AtDeadline.class).orElse(AtDeadline.STOP),
                runs(map, mistakes));
    }

    /** Every kind that starts machines, unless told. */
    private static List<PlanRunKind> runs(YamlMap map, Mistakes mistakes) {
        if (!map.has("runs")) {
            return ALL;
        }
        List<PlanRunKind> kinds =
                map.list("runs").stream()
                        .flatMap(node ->
                                Choice.of(node, "runs", PlanRunKind.class, mistakes).stream())
                        .distinct()
                        .toList();
        kinds.stream()
                .filter(kind -> !kind.startsMachines())
                .findFirst()
                .ifPresent(kind ->
                        mistakes.add(
                                map.place("runs"),
                                "A step cannot belong to " + Choice.word(kind) + ".",
                                "Scripts and manual steps run where machines start: test, planned,"
                                        + " unplanned."));
        return kinds;
    }
}
