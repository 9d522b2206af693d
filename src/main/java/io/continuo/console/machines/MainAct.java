package io.continuo.console.machines;

import io.continuo.api.machine.Action;
import io.continuo.api.machine.ActionView;
import io.continuo.api.machine.MachineView;

import java.util.List;
import java.util.Optional;

/**
 * The act that a machine's state asks for: what follows a failover before the next one.
 *
 * @param word as in its button's key
 */
record MainAct(Action action, String word) {
    private static final List<MainAct> IN_ORDER =
            List.of(
                    new MainAct(Action.COMMIT, "commit"),
                    new MainAct(Action.REPROTECT, "reprotect"),
                    new MainAct(Action.FAILBACK, "back"),
                    new MainAct(Action.PLANNED_FAILOVER, "over"),
                    new MainAct(Action.UNPLANNED_FAILOVER, "over"));

    /** The first that is legal; empty if none is. */
    static Optional<MainAct> of(MachineView machine) {
        return IN_ORDER.stream()
                .filter(main ->
                        machine.actions().stream()
                                .filter(ActionView::allowed)
                                .anyMatch(act -> act.action() == main.action))
                .findFirst();
    }
}
