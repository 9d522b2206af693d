package io.continuo.server.plan;

import io.continuo.api.plan.PlanDefinition;
import io.continuo.api.plan.PlanGroup;
import io.continuo.api.plan.PlanLimits;
import io.continuo.api.plan.PlanStep;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a plan's text (docs/recovery-plans.md): everything wrong with it is found in one go. What
 * needs the site to be known is left to {@link SiteRules}.
 */
final class PlanReader {
    private static final List<String> PLAN_KEYS = List.of("plan", "description", "groups");
    private static final List<String> GROUP_KEYS = List.of("name", "before", "machines", "after");
    private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N} ._()-]*";

    private PlanReader() {}

    static PlanReading read(String text) {
        PlanReading reading = new PlanReading();
        try {
            LoadSettings settings =
                    LoadSettings.builder().setLabel("plan").setUseMarks(true).build();
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isPresent()) {
                plan(root.get(), reading);
            } else {
                reading.mistakes()
                        .add(
                                Place.START,
                                "The text is empty.",
                                "Begin with: plan: NAME. See docs/recovery-plans.md.");
            }
        } catch (MarkedYamlEngineException e) {
            reading.mistakes()
                    .add(
                            Place.of(e.getProblemMark()),
                            "This is not YAML: " + e.getProblem() + ".",
                            "Look at the indentation, colons and quotes there; tabs cannot indent.");
        } catch (YamlEngineException e) {
            reading.mistakes()
                    .add(
                            Place.START,
                            "This is not YAML: " + e.getMessage() + ".",
                            "Give one document of text in UTF-8.");
        }
        return reading;
    }

    private static void plan(Node root, PlanReading reading) {
        Mistakes mistakes = reading.mistakes();
        YamlMap map = YamlMap.of(root, "a plan", PLAN_KEYS, mistakes);
        String name = map.required("plan", PlanLimits.LONGEST_NAME);
        if (!name.isBlank() && !name.matches(NAME)) {
            mistakes.add(
                    map.place("plan"),
                    "A plan cannot be called \"" + name + "\".",
                    "Use letters, digits, spaces and . _ - ( ), beginning with a letter or digit.");
        }
        List<PlanGroup> groups = new ArrayList<>();
        List<Node> nodes = map.list("groups");
        for (int i = 0; i < nodes.size(); i++) {
            groups.add(group(nodes.get(i), i, reading));
        }
        if (groups.isEmpty()) {
            mistakes.add(
                    map.place("groups"),
                    "The plan has no groups.",
                    "Add one: groups, then \"- name: ...\" with its machines.");
        }
        PlanDefinition plan =
                new PlanDefinition(name, map.text("description", PlanLimits.LONGEST_TEXT), groups);
        SizeRules.check(plan, reading);
        reading.found(plan);
    }

    private static PlanGroup group(Node node, int index, PlanReading reading) {
        Mistakes mistakes = reading.mistakes();
        reading.group(index, Place.of(node));
        YamlMap map = YamlMap.of(node, "a group", GROUP_KEYS, mistakes);
        String name = map.text("name", PlanLimits.LONGEST_LINE);
        List<Node> machines = map.list("machines");
        for (int i = 0; i < machines.size(); i++) {
            reading.machine(index, i, Place.of(machines.get(i)));
        }
        if (machines.isEmpty()) {
            mistakes.add(
                    map.place(),
                    "The group " + (index + 1) + " has no machines.",
                    "Add \"machines:\" with their names, or take the group away.");
        }
        return new PlanGroup(
                name.isBlank() ? "Group " + (index + 1) : name,
                steps(map, "before", mistakes),
                map.texts("machines", PlanLimits.LONGEST_LINE),
                steps(map, "after", mistakes));
    }

    private static List<PlanStep> steps(YamlMap group, String key, Mistakes mistakes) {
        List<Node> nodes = group.list(key);
        if (nodes.size() > PlanLimits.MOST_STEPS) {
            mistakes.add(
                    group.place(key),
                    "There are " + nodes.size() + " steps " + key + " the group.",
                    "A group has at most " + PlanLimits.MOST_STEPS + " there; put some together.");
        }
        return nodes.stream()
                .flatMap(node -> PlanStepReader.read(node, mistakes).stream())
                .toList();
    }
}
