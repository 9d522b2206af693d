package io.continuo.console.overview;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Measure;
import io.continuo.console.fx.Ui;
import io.continuo.console.state.MachineRow;
import io.continuo.console.ui.Columns;
import io.continuo.console.ui.Doors;
import io.continuo.console.ui.Quantity;
import io.continuo.console.ui.Slot;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import java.util.function.Consumer;

/** One machine of those that can, or cannot, be failed over: what is lost, and its last drill. */
final class ReadyRow {
    private static final double HEIGHT = 28;

    private final Ui ui;
    private final MachineRow machine;
    private final StateShape shape;
    private final Quantity loses = Styles.add(new Quantity(), "right");
    private final Label blocked;
    private final Slot lost = new Slot(Pos.CENTER_RIGHT);
    private final Label drill = Texts.caption("");
    private final Region region;

    ReadyRow(Ui ui, Columns columns, MachineRow machine, Consumer<MachineRow> open) {
        this.ui = ui;
        this.machine = machine;
        shape = new StateShape(Health.UNKNOWN, ui.px(12));
        blocked = Texts.of(ui.text("overview.ready.blocked"), Styles.BODY, Styles.MEDIUM);
        Styles.state(blocked, Health.CRITICAL);
        var name = new HBox(8, shape, Texts.name(machine.name()));
        name.setAlignment(Pos.CENTER_LEFT);
        region = Styles.add(columns.row(ui.px(HEIGHT), name, lost, drill), "rpo-row");
        Doors.open(region, machine.name(), () -> open.accept(machine));
    }

    Region region() {
        return region;
    }

    /**
     * @param lastDrill in words
     */
    void show(boolean ready, String lastDrill) {
        shape.setHealth(machine.health());
        String words = ui.text("overview.ready.blocked");
        if (ready && machine.view().rpoSeconds().isPresent()) {
            Measure measure = ui.format().rpo(machine.rpoSecondsProperty().get());
            boolean over = machine.rpoShareProperty().get() > 1;
            loses.show(measure);
            loses.state(over ? machine.health() : Health.HEALTHY);
            Styles.toggle(loses, "strong", over);
            Styles.toggle(loses, "plain", !over);
            lost.put(loses);
            words = measure.toString();
        } else {
            lost.put(blocked);
        }
        drill.setText(lastDrill);
        region.setAccessibleText(machine.name() + ", " + words + ", " + lastDrill);
    }
}
