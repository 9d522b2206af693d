package io.continuo.console.machines;

import io.continuo.api.machine.Health;
import io.continuo.api.machine.HopKind;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Quantity;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** One hop: its name, the time changes wait in it, and where it is. */
final class HopTile extends VBox {
    private final Ui ui;
    private final Label name = Texts.name("");
    private final Quantity time = new Quantity(Quantity.Size.MID);
    private final Label caption = Texts.caption("");
    private final Tooltip whole = new Tooltip();
    private HopKind kind;

    HopTile(Ui ui) {
        this.ui = ui;
        getStyleClass().add("hop-tile");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        caption.setTooltip(whole);
        getChildren().addAll(name, time, caption);
    }

    HopKind kind() {
        return kind;
    }

    void show(HopLine hop, boolean slowest, Health state) {
        kind = hop.kind();
        name.setText(hop.name());
        time.show(ui.format().fine(hop.time()));
        time.state(state);
        caption.setText(hop.caption());
        whole.setText(hop.caption());
        Styles.toggle(time, "light", !slowest);
        Styles.toggle(this, "slowest", slowest);
        Styles.state(this, state);
        setAccessibleText(
                ui.text(
                        "machine.hop.accessible",
                        "hop",
                        hop.name(),
                        "time",
                        ui.format().fine(hop.time()),
                        "where",
                        hop.caption()));
    }
}
