package io.continuo.server.plan;

import io.continuo.api.plan.PlanDefinition;
import io.continuo.api.plan.PlanGroup;
import io.continuo.api.plan.PlanRunKind;
import io.continuo.api.plan.PlanRunStep;
import io.continuo.api.plan.PlanStep;
import io.continuo.api.plan.PlanStepKind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a run, in stages: the same for the same order, always, so that a restarted server
 * finds the step it was at.
 */
record RunShape(List<List<Item>> stages) {
    /**
     * One step.
     *
     * @param group from 1; 0 for the run's own
     * @param step the plan's script or manual step
     * @param part the machine's part
     */
    record Item(
            PlanStepKind kind,
            String name,
            int group,
            Optional<PlanStep> step,
            Optional<RunOrder.Part> part) {}

    static RunShape of(PlanDefinition plan, RunOrder order) {
        List<List<Item>> stages = new ArrayList<>();
        List<Integer> groups = new ArrayList<>();
        for (int i = 0; i < plan.groups().size(); i++) {
            groups.add(i);
        }
        if (!order.kind().startsMachines()) {
            // What leans on others goes first.
            Collections.reverse(groups);
        }
        for (int index : groups) {
            PlanGroup group = plan.groups().get(index);
            steps(group.before(), index + 1, order.kind(), stages);
            machines(group, index + 1, order, stages);
            steps(group.after(), index + 1, order.kind(), stages);
        }
        stages.add(
                List.of(new Item(PlanStepKind.REPORT, "", 0, Optional.empty(), Optional.empty())));
        return new RunShape(stages);
    }

    private static void steps(
            List<PlanStep> steps, int group, PlanRunKind kind, List<List<Item>> stages) {
        for (PlanStep step : steps) {
            if (step.runs().contains(kind)) {
                PlanStepKind what =
                        switch (step) {
                            case PlanStep.Script ignored -> PlanStepKind.SCRIPT;
                            case PlanStep.Manual ignored -> PlanStepKind.MANUAL;
                        };
                stages.add(
                        List.of(
                                new Item(
                                        what,
                                        step.name(),
                                        group,
                                        Optional.of(step),
                                        Optional.empty())));
            }
        }
    }

    private static void machines(
            PlanGroup group, int number, RunOrder order, List<List<Item>> stages) {
        List<Item> items =
                group.machines().stream()
                        .flatMap(name -> order.part(name).stream())
                        .map(part ->
                                new Item(
                                        PlanStepKind.MACHINE,
                                        part.name(),
                                        number,
                                        Optional.empty(),
                                        Optional.of(part)))
                        .toList();
        if (!items.isEmpty()) {
            stages.add(items);
        }
    }

    List<PlanRunStep> steps() {
        List<PlanRunStep> steps = new ArrayList<>();
        for (List<Item> stage : stages) {
            for (Item item : stage) {
                steps.add(
                        new PlanRunStep(steps.size() + 1, item.kind(), item.name(), item.group()));
            }
        }
        return steps;
    }
}
