package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.api.topology.ServerView;
import io.continuo.console.ui.StateShape;

import javafx.scene.control.Label;

/** A configuration server. */
final class ControlNode extends BoxNode {
    private static final double SHAPE = 11;

    private final MapWords words;
    private final StateShape shape = new StateShape(Health.UNKNOWN, SHAPE);
    private final Label name = MapText.grows(MapText.title());
    private final Label line = MapText.line();

    ControlNode(MapWords words) {
        super("map-server");
        this.words = words;
        getChildren().addAll(MapText.across(7, shape, name), line);
    }

    @Override
    void show(Thing thing) {
        ServerView server = ((Thing.Control) thing).server();
        shape.setHealth(server.health());
        name.setText(words.server(server));
        line.setText(words.controlLine(server));
    }
}
