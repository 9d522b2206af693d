package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.console.ui.StateShape;

import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

import java.util.List;

/** A host whose machines are a shape each, worst first; the worst is said in words. */
final class HostTileNode extends BoxNode {
    private static final double SHAPE = 9;
    private static final double STEP = 10.2;

    private final MapWords words;
    private final Label name = MapText.grows(MapText.name());
    private final Label count = MapText.line();
    private final Shapes shapes = new Shapes();
    private final Label worst = MapText.micro();

    HostTileNode(MapWords words) {
        super("map-tile");
        this.words = words;
        count.setMinWidth(USE_PREF_SIZE);
        setVgrow(shapes, javafx.scene.layout.Priority.ALWAYS);
        getChildren().addAll(MapText.across(4, name, count), shapes, worst);
    }

    @Override
    void show(Thing thing) {
        List<Guest> guests = thing.behind();
        name.setText(thing.name());
        count.setText(Integer.toString(guests.size()));
        shapes.show(guests);
        Health health = Faults.worst(guests.stream().map(Guest::health));
        MapText.say(worst, words.worst(guests), health);
    }

    /** A shape per machine, wrapped. */
    private static final class Shapes extends Pane {
        void show(List<Guest> guests) {
            while (getChildren().size() > guests.size()) {
                getChildren().removeLast();
            }
            for (int i = 0; i < guests.size(); i++) {
                if (i == getChildren().size()) {
                    var shape = new StateShape(guests.get(i).health(), SHAPE);
                    shape.setManaged(false);
                    getChildren().add(shape);
                } else {
                    ((StateShape) getChildren().get(i)).setHealth(guests.get(i).health());
                }
            }
        }

        @Override
        protected void layoutChildren() {
            int perLine = TopologyLayout.shapesPerLine(getWidth() + 16);
            for (int i = 0; i < getChildren().size(); i++) {
                getChildren()
                        .get(i)
                        .resizeRelocate(
                                i % perLine * STEP - 1, i / perLine * STEP + 3, SHAPE, SHAPE);
            }
        }
    }
}
