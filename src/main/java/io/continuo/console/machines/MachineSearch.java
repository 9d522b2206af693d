package io.continuo.console.machines;

import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.States;
import io.continuo.console.ui.Words;

import java.util.Locale;
import java.util.function.Function;

/**
 * Everything a machine can be found by: name, policy, disks, and its states in the reader's words.
 */
final class MachineSearch implements Function<MachineView, String> {
    private final Ui ui;

    MachineSearch(Ui ui) {
        this.ui = ui;
    }

    @Override
    public String apply(MachineView machine) {
        var text =
                new StringBuilder(machine.name())
                        .append('\n')
                        .append(machine.policy())
                        .append('\n')
                        .append(States.word(ui, machine.health()))
                        .append('\n')
                        .append(Words.of(ui, machine.dataState()))
                        .append('\n')
                        .append(Words.of(ui, machine.roleState()));
        for (DiskView disk : machine.disks()) {
            text.append('\n').append(disk.path());
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }
}
