package io.continuo.server.plan;

import io.continuo.api.plan.PlanChange;
import io.continuo.api.plan.PlanChangeKind;
import io.continuo.api.plan.PlanDefinition;
import io.continuo.api.plan.PlanGroup;
import io.continuo.api.plan.PlanStep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of a plan, in words; only what a run would notice, and the description. */
final class PlanDiff {
    private final List<PlanChange> changes = new ArrayList<>();

    private PlanDiff() {}

    static List<PlanChange> between(PlanDefinition from, PlanDefinition to) {
        PlanDiff diff = new PlanDiff();
        if (!from.name().equals(to.name())) {
            diff.changed("the plan", "is called " + to.name() + " instead of " + from.name());
        }
        if (!from.description().equals(to.description())) {
            diff.changed("the description", "reads \"" + to.description() + "\"");
        }
        diff.groups(from, to);
        diff.machines(from, to);
        diff.steps(from, to);
        return diff.changes;
    }

    private void groups(PlanDefinition from, PlanDefinition to) {
        int both = Math.min(from.groups().size(), to.groups().size());
        for (int i = 0; i < both; i++) {
            String before = from.groups().get(i).name();
            String after = to.groups().get(i).name();
            if (!before.equals(after)) {
                changed("group " + (i + 1), "is " + after + " instead of " + before);
            }
        }
        for (int i = both; i < to.groups().size(); i++) {
            add(PlanChangeKind.ADDED, "group " + (i + 1), "is new: " + to.groups().get(i).name());
        }
        for (int i = both; i < from.groups().size(); i++) {
            add(
                    PlanChangeKind.REMOVED,
                    "group " + (i + 1),
                    "is gone: " + from.groups().get(i).name());
        }
    }

    private void machines(PlanDefinition from, PlanDefinition to) {
        Map<String, String> before = placed(from);
        Map<String, String> after = placed(to);
        after.forEach((machine, group) -> {
            String earlier = before.get(machine);
            if (earlier == null) {
                add(PlanChangeKind.ADDED, "machine " + machine, "is new, in " + group);
            } else if (!earlier.equals(group)) {
                add(
                        PlanChangeKind.MOVED,
                        "machine " + machine,
                        "starts in " + group + " instead of " + earlier);
            }
        });
        before.forEach((machine, group) -> {
            if (!after.containsKey(machine)) {
                add(PlanChangeKind.REMOVED, "machine " + machine, "is gone from " + group);
            }
        });
    }

    private static Map<String, String> placed(PlanDefinition plan) {
        Map<String, String> groups = new LinkedHashMap<>();
        for (int i = 0; i < plan.groups().size(); i++) {
            for (String machine : plan.groups().get(i).machines()) {
                groups.put(machine, "group " + (i + 1));
            }
        }
        return groups;
    }

    /** A step and where it is: {@code before group 2}, and which one of that name there. */
    private record Placed(String where, PlanStep step) {}

    private void steps(PlanDefinition from, PlanDefinition to) {
        Map<String, Placed> before = steps(from);
        Map<String, Placed> after = steps(to);
        after.forEach((name, now) -> {
            Placed then = before.get(name);
            if (then == null) {
                add(PlanChangeKind.ADDED, name, "is new, " + now.where());
                return;
            }
            if (!then.where().equals(now.where())) {
                add(
                        PlanChangeKind.MOVED,
                        name,
                        "runs " + now.where() + " instead of " + then.where());
            }
            StepDiff.between(then.step(), now.step()).forEach(how -> changed(name, how));
        });
        before.forEach((name, then) -> {
            if (!after.containsKey(name)) {
                add(PlanChangeKind.REMOVED, name, "is gone from " + then.where());
            }
        });
        if (before.keySet().equals(after.keySet())
                && sameWhere(before, after)
                && !List.copyOf(before.keySet()).equals(List.copyOf(after.keySet()))) {
            add(PlanChangeKind.MOVED, "the steps", "run in another order");
        }
    }

    private static boolean sameWhere(Map<String, Placed> before, Map<String, Placed> after) {
        return before.entrySet().stream()
                .allMatch(one -> one.getValue().where().equals(after.get(one.getKey()).where()));
    }

    private static Map<String, Placed> steps(PlanDefinition plan) {
        Map<String, Placed> steps = new LinkedHashMap<>();
        for (int i = 0; i < plan.groups().size(); i++) {
            PlanGroup group = plan.groups().get(i);
            String of = "group " + (i + 1);
            group.before().forEach(step -> put(steps, "before " + of, step));
            group.after().forEach(step -> put(steps, "after " + of, step));
        }
        return steps;
    }

    private static void put(Map<String, Placed> steps, String where, PlanStep step) {
        String kind =
                switch (step) {
                    case PlanStep.Script ignored -> "script ";
                    case PlanStep.Manual ignored -> "manual step ";
                };
        String name = kind + step.name();
        int same = 2;
        String key = name;
        while (steps.containsKey(key)) {
            key = name + " (" + same++ + ")";
        }
        steps.put(key, new Placed(where, step));
    }

    private void changed(String what, String how) {
        add(PlanChangeKind.CHANGED, what, how);
    }

    private void add(PlanChangeKind kind, String what, String how) {
        changes.add(new PlanChange(kind, what, how));
    }
}
