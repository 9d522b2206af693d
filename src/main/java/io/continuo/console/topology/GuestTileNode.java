package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.console.ui.StateShape;

import javafx.scene.control.Label;

/** One machine: its state, name and RPO. */
final class GuestTileNode extends BoxNode {
    private static final double SHAPE = 10;

    private final MapWords words;
    private final StateShape shape = new StateShape(Health.UNKNOWN, SHAPE);
    private final Label name = MapText.grows(MapText.name());
    private final Label line = MapText.micro();

    GuestTileNode(MapWords words) {
        super("map-tile");
        this.words = words;
        getChildren().addAll(MapText.across(6, shape, name), line);
    }

    @Override
    void show(Thing thing) {
        Guest guest = ((Thing.GuestTile) thing).guest();
        shape.setHealth(guest.health());
        name.setText(guest.name());
        MapText.say(line, guest.view().map(words::rpo).orElse(""), guest.health());
    }
}
