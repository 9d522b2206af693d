package io.continuo.console.machines;

import io.continuo.api.machine.Action;
import io.continuo.api.machine.ActionView;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;

/**
 * Why an act is refused, in the reader's language where the reason can be read off the machine,
 * else in the server's words.
 */
final class RefusedWords {
    private RefusedWords() {}

    static String of(Ui ui, MachineView machine, ActionView act) {
        return switch (machine.roleState()) {
            case TEST_STARTING -> ui.text("machine.refused.drillStarts");
            case TEST_CLEANING -> ui.text("machine.refused.drillEnds");
            case TEST_RUNNING ->
                    act.action() == Action.CLEAN_UP_TEST_FAILOVER
                            ? act.reason()
                            : ui.text("machine.refused.drillRuns");
            case PROTECTED -> settled(ui, machine, act);
            case FAILING_OVER, COMMIT_PENDING, COMMITTED, REPROTECTING, FAILING_BACK, MIGRATED ->
                    act.reason();
        };
    }

    private static String settled(Ui ui, MachineView machine, ActionView act) {
        if (act.action() == Action.CLEAN_UP_TEST_FAILOVER) {
            return ui.text("machine.refused.noDrill");
        }
        boolean first =
                machine.dataState() == DataState.INITIAL
                        || machine.dataState() == DataState.FINALIZING;
        if (first && act.action() != Action.UNPROTECT) {
            return ui.text("machine.refused.firstCopy");
        }
        return machine.pointCount() == 0 && act.action() != Action.UNPROTECT
                ? ui.text("machine.refused.noPoint")
                : act.reason();
    }
}
