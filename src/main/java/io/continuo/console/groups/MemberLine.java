package io.continuo.console.groups;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Measure;
import io.continuo.console.fx.Ui;
import io.continuo.console.state.MachineRow;
import io.continuo.console.ui.Doors;
import io.continuo.console.ui.Quantity;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.States;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import java.util.function.Consumer;

/** A member of a group: its state, its name, how far behind it is; a door to the machine. */
final class MemberLine {
    private final Ui ui;
    private final MachineRow machine;
    private final StateShape shape;
    private final Quantity rpo = new Quantity();
    private final HBox node;

    MemberLine(Ui ui, MachineRow machine, Consumer<MachineRow> open) {
        this.ui = ui;
        this.machine = machine;
        shape = new StateShape(Health.UNKNOWN, ui.px(12));
        Label name = Texts.name(machine.name());
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        node = Styles.add(new HBox(10, shape, name, rpo), "panel-row");
        node.setAlignment(Pos.CENTER_LEFT);
        node.setFillHeight(false);
        Doors.open(node, machine.name(), () -> open.accept(machine));
    }

    Node refresh() {
        boolean over = machine.rpoShareProperty().get() > 1;
        Measure measure = GroupDetail.rpo(ui, machine);
        shape.setHealth(machine.health());
        rpo.show(measure);
        rpo.state(over ? machine.health() : Health.HEALTHY);
        node.setAccessibleText(
                ui.text(
                        "groups.member.accessible",
                        "machine",
                        machine.name(),
                        "state",
                        States.word(ui, machine.health()),
                        "rpo",
                        measure));
        return node;
    }
}
