package io.continuo.server.plan;

import io.continuo.api.plan.PlanRunKind;
import io.continuo.server.domain.Machine;
import io.continuo.server.group.Groups;
import io.continuo.server.recovery.Points;

/**
 * To which point each machine of a run is recovered: those of a consistency group to a shared one.
 */
final class RunPoints {
    private static final String LATEST = "latest";
    private static final String LATEST_SHARED = "latest-multi-vm";

    private final Points points;
    private final Groups groups;

    RunPoints(Points points, Groups groups) {
        this.points = points;
        this.groups = groups;
    }

    /**
     * @throws io.continuo.api.error.ContinuoException the machine cannot be recovered to what was
     *     asked
     */
    String of(Machine machine, PlanRunKind kind, String asked) {
        String choice = asked.isBlank() ? LATEST : asked;
        if (kind != PlanRunKind.TEST && kind != PlanRunKind.UNPLANNED) {
            return choice;
        }
        boolean shared =
                choice.equals(LATEST)
                        && groups.list().stream()
                                .anyMatch(group -> group.machines().contains(machine.name()));
        String chosen = groups.resolve(machine, shared ? LATEST_SHARED : choice);
        points.check(machine, chosen);
        return chosen;
    }
}
