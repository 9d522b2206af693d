package io.continuo.console.machines;

import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Quantity;
import io.continuo.console.ui.Slot;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;

import java.time.Duration;

/** RPO now, coloured once it is over its limit. */
final class RpoCell extends MachineCell {
    private final Ui ui;
    private final Quantity rpo = Styles.add(new Quantity(), "right");
    private final Label none;
    private final Slot place = new Slot(Pos.CENTER_RIGHT);

    RpoCell(Ui ui) {
        this.ui = ui;
        none = Texts.muted(ui.text("machines.rpo.none"));
    }

    @Override
    void showMachine(MachineView machine) {
        machine.rpoSeconds()
                .ifPresentOrElse(
                        seconds -> {
                            rpo.show(ui.format().fine(Duration.ofMillis((long) (seconds * 1000))));
                            rpo.state(Rpo.state(seconds, machine.rpoLimitSeconds()));
                            place.put(rpo);
                        },
                        () -> place.put(none));
    }

    @Override
    void showGroup(GroupSummary group) {
        place.clear();
    }

    @Override
    public Node node() {
        return place;
    }
}
