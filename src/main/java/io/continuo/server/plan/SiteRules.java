package io.continuo.server.plan;

import io.continuo.api.group.GroupView;
import io.continuo.api.plan.PlanDefinition;
import io.continuo.api.plan.PlanGroup;
import io.continuo.server.domain.Component;
import io.continuo.server.domain.Machine;
import io.continuo.server.group.Groups;
import io.continuo.server.inventory.Components;
import io.continuo.server.inventory.Machines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a plan may say of the machines there are: known ones, one source–target pair, and
 * consistency groups whole (DOMAIN.md: recovery plans).
 */
final class SiteRules {
    private final Machines machines;
    private final Components components;
    private final Groups groups;

    SiteRules(Machines machines, Components components, Groups groups) {
        this.machines = machines;
        this.components = components;
        this.groups = groups;
    }

    /** Where the machines are protected, and where they are recovered. */
    private record Pair(String source, String target) {
        @Override
        public String toString() {
            return source + " to " + target;
        }
    }

    void check(PlanReading reading) {
        if (reading.plan().isEmpty()) {
            return;
        }
        PlanDefinition plan = reading.plan().get();
        Optional<Pair> first = Optional.empty();
        for (int group = 0; group < plan.groups().size(); group++) {
            List<String> names = plan.groups().get(group).machines();
            for (int i = 0; i < names.size(); i++) {
                Place at = reading.machineAt(group, i);
                Optional<Machine> machine = machines.find(names.get(i));
                if (machine.isEmpty()) {
                    unknown(names.get(i), at, reading.mistakes());
                    continue;
                }
                Pair pair = pair(machine.get());
                first = first.or(() -> Optional.of(pair));
                onePair(names.get(i), first.get(), pair, at, reading.mistakes());
                whole(names.get(i), plan.groups().get(group), at, reading.mistakes());
            }
        }
    }

    private void unknown(String name, Place at, Mistakes mistakes) {
        List<String> known = new ArrayList<>();
        machines.all().forEach(machine -> known.add(machine.name()));
        mistakes.add(
                at,
                "There is no protected machine \"" + name + "\".",
                NearestWord.to(name, known)
                        .map(near -> "Did you mean \"" + near + "\"?")
                        .orElse("Protect it first, or take it out. Names: continuo machines."));
    }

    private static void onePair(String name, Pair first, Pair pair, Place at, Mistakes mistakes) {
        if (!pair.equals(first)) {
            mistakes.add(
                    at,
                    "The machine "
                            + name
                            + " goes from "
                            + pair
                            + ", the plan's first one from "
                            + first
                            + ".",
                    "A plan has one source and one target; make a plan of its own for the others.");
        }
    }

    private Pair pair(Machine machine) {
        return new Pair(site(machine.servers().agent()), site(machine.servers().masterTarget()));
    }

    private String site(String component) {
        return components.find(component).map(Component::siteId).orElse("nowhere");
    }

    private void whole(String name, PlanGroup group, Place at, Mistakes mistakes) {
        for (GroupView shared : groups.list()) {
            if (holds(shared.machines(), name)) {
                List<String> missing =
                        shared.machines().stream()
                                .filter(member -> !holds(group.machines(), member))
                                .toList();
                if (!missing.isEmpty()) {
                    mistakes.add(
                            at,
                            "The machine "
                                    + name
                                    + " is in the consistency group "
                                    + shared.name()
                                    + ", which fails over whole.",
                            "Put "
                                    + String.join(", ", missing)
                                    + " into the same group of the"
                                    + " plan.");
                }
            }
        }
    }

    private static boolean holds(List<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }
}
