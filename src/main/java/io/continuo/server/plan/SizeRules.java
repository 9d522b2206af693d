package io.continuo.server.plan;

import io.continuo.api.plan.PlanDefinition;
import io.continuo.api.plan.PlanLimits;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How much a plan may hold, and that a machine is in one group of it (DOMAIN.md). */
final class SizeRules {
    private SizeRules() {}

    static void check(PlanDefinition plan, PlanReading reading) {
        int groups = plan.groups().size();
        if (groups > PlanLimits.MOST_GROUPS) {
            reading.mistakes()
                    .add(
                            reading.groupAt(PlanLimits.MOST_GROUPS),
                            "The plan has " + groups + " groups.",
                            "It may have "
                                    + PlanLimits.MOST_GROUPS
                                    + "; put some together, or"
                                    + " make two plans.");
        }
        Map<String, Integer> groupOf = new HashMap<>();
        int machines = 0;
        for (int group = 0; group < groups; group++) {
            List<String> names = plan.groups().get(group).machines();
            for (int i = 0; i < names.size(); i++) {
                Integer earlier = groupOf.putIfAbsent(names.get(i).toLowerCase(Locale.ROOT), group);
                if (earlier != null) {
                    reading.mistakes()
                            .add(
                                    reading.machineAt(group, i),
                                    "The machine " + names.get(i) + " is in the plan twice.",
                                    "It is in group "
                                            + (earlier + 1)
                                            + " already; keep it in one.");
                }
                if (++machines == PlanLimits.MOST_MACHINES + 1) {
                    reading.mistakes()
                            .add(
                                    reading.machineAt(group, i),
                                    "The plan has more than "
                                            + PlanLimits.MOST_MACHINES
                                            + " machines.",
                                    "Make two plans of it.");
                }
            }
        }
    }
}
