package io.continuo.console.machines;

import io.continuo.api.machine.MachineView;
import io.continuo.console.ui.Tables;

/** What a cell shows: a machine's fact, or of a group's line mostly nothing. */
abstract class MachineCell implements Tables.CellView<Object> {
    @Override
    public final void show(Object facts) {
        switch (facts) {
            case MachineView machine -> showMachine(machine);
            case GroupSummary group -> showGroup(group);
            default -> throw new IllegalArgumentException(facts.getClass().getName());
        }
    }

    abstract void showMachine(MachineView machine);

    abstract void showGroup(GroupSummary group);
}
