package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.console.ui.Styles;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/**
 * Labels of the map. Their sizes are fixed at 100 %: the map grows with the text scale as a whole,
 * by its zoom.
 */
final class MapText {
    private MapText() {}

    /** 13 px semi-bold: the name of a server. */
    static Label title() {
        return label("map-title");
    }

    /** 12 px medium: the name of a machine or tile. */
    static Label name() {
        return label("map-name");
    }

    /** 12 px muted. */
    static Label line() {
        return label("map-line");
    }

    /** 11 px muted. */
    static Label micro() {
        return label("map-micro");
    }

    private static Label label(String styleClass) {
        Label label = Styles.add(new Label(), styleClass);
        label.setMinWidth(0);
        // names differ at their ends more often than in their middles
        label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        return label;
    }

    static void say(Label label, String text, Health health) {
        label.setText(text);
        Styles.state(label, health);
    }

    /** Parts side by side, the middle one taking what is left. */
    static HBox across(double gap, Region... parts) {
        var row = new HBox(gap, parts);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    static <R extends Region> R grows(R region) {
        HBox.setHgrow(region, Priority.ALWAYS);
        region.setMaxWidth(Double.MAX_VALUE);
        return region;
    }
}
