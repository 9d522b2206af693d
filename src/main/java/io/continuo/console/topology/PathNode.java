package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.console.ui.Styles;

import javafx.scene.Group;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;

/** A link as drawn: its line, thicker on the path of a fault, and its arrow. */
final class PathNode extends Group {
    private static final double ARROW = 7;
    private static final double HALF = 4.5;

    private final Polyline line = Styles.add(new Polyline(), "map-link");
    private final Polygon arrow = Styles.add(new Polygon(), "map-arrow");

    PathNode() {
        getChildren().addAll(line, arrow);
        setMouseTransparent(true);
        setAutoSizeChildren(false);
    }

    void show(Arrangement.Path path) {
        line.getPoints().clear();
        Spot end = path.spots().getLast();
        for (Spot spot : path.spots()) {
            boolean last = spot == end;
            line.getPoints().add(crisp(last && !path.control() ? spot.x() - ARROW + 1 : spot.x()));
            line.getPoints().add(crisp(spot.y()));
        }
        arrow.setVisible(!path.control());
        double y = crisp(end.y());
        arrow.getPoints().setAll(end.x() - ARROW, y - HALF, end.x(), y, end.x() - ARROW, y + HALF);
        for (var shape : new javafx.scene.Node[] {line, arrow}) {
            Styles.toggle(shape, "control", path.control());
            Styles.toggle(shape, "fault-warning", path.health() == Health.WARNING);
            Styles.toggle(shape, "fault-critical", path.health() == Health.CRITICAL);
            Styles.toggle(shape, "fault-unknown", path.health() == Health.UNKNOWN);
        }
    }

    private static double crisp(double at) {
        return Math.floor(at) + 0.5;
    }
}
