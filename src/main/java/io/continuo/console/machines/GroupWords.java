package io.continuo.console.machines;

import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.States;
import io.continuo.console.ui.Words;

/** What the line of a group says its machines have in common. */
final class GroupWords {
    private final Ui ui;

    GroupWords(Ui ui) {
        this.ui = ui;
    }

    String of(GroupSummary group) {
        return switch (group.grouping()) {
            case NONE -> "";
            case POLICY -> group.key();
            case HEALTH -> States.word(ui, Health.valueOf(group.key()));
            case DATA_STATE -> Words.of(ui, DataState.valueOf(group.key()));
        };
    }
}
