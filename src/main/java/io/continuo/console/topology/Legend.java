package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.States;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

/** What shapes and strokes mean. */
final class Legend extends HBox {
    private final Ui ui;

    Legend(Ui ui) {
        super(24);
        this.ui = ui;
        setAlignment(Pos.CENTER_LEFT);
        getChildren()
                .addAll(
                        pair(state(Health.HEALTHY), state(Health.WARNING)),
                        pair(state(Health.CRITICAL), state(Health.UNKNOWN)),
                        pair(
                                stroke("topology.legend.fault", "fault-critical"),
                                stroke("topology.legend.data", "data")),
                        pair(
                                stroke("topology.legend.control", "control"),
                                entry(gauge(), ui.text("topology.legend.cache"))));
    }

    private static VBox pair(Node first, Node second) {
        return new VBox(4, first, second);
    }

    private HBox state(Health health) {
        return entry(new StateShape(health, ui.px(12)), States.word(ui, health));
    }

    private HBox stroke(String key, String styleClass) {
        var line = Styles.add(new Line(0, 0, 24, 0), "map-link", styleClass);
        var box = new StackPane(line);
        box.setMinSize(24, 12);
        return entry(box, ui.text(key));
    }

    private static MapGauge gauge() {
        var gauge = new MapGauge();
        gauge.setMinWidth(24);
        gauge.setMaxWidth(24);
        return gauge;
    }

    private static HBox entry(Node sign, String words) {
        var row = new HBox(8, sign, Texts.whole(Texts.caption(words)));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
