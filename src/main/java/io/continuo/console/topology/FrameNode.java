package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.console.ui.StateShape;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** A host, or several, as a frame with a header; its machines stand in it as tiles. */
final class FrameNode extends BoxNode {
    private static final double SHAPE = 11;

    private final MapWords words;
    private final StateShape shape = new StateShape(Health.HEALTHY, SHAPE);
    private final Label name = MapText.grows(MapText.line());
    private final Label count = MapText.line();
    private final Label empty = MapText.line();

    FrameNode(MapWords words) {
        super("map-frame");
        this.words = words;
        count.setMinWidth(USE_PREF_SIZE);
        var header = new HBox(6, shape, name, count);
        header.setAlignment(Pos.CENTER_LEFT);
        header.setMinHeight(TopologyLayout.FRAME_HEADER - 1);
        getChildren().addAll(header, empty);
    }

    @Override
    void show(Thing thing) {
        Health health = thing.health();
        shape.setHealth(health);
        shape.setVisible(health != Health.HEALTHY);
        shape.setManaged(health != Health.HEALTHY);
        name.setText(words.title(thing));
        int machines = thing.behind().size();
        count.setText(words.machines(machines));
        empty.setVisible(machines == 0);
        empty.setManaged(machines == 0);
        empty.setText(words.emptyHost(thing));
    }
}
