package io.continuo.console.ui;

import io.continuo.api.machine.Health;

import javafx.scene.layout.Pane;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

/**
 * The shape of a state: circle, triangle, hexagon, dashed circle. Never alone: a word or a count
 * with words stands beside it. From 18 px it holds a mark.
 */
public final class StateShape extends Pane {
    /** The grid the paths are drawn on. */
    private static final double GRID = 12;

    private static final double LEAST_SIZE_WITH_MARK = 18;

    private final SVGPath outline = new SVGPath();
    private final SVGPath mark = new SVGPath();
    private final boolean marked;
    private Health health;

    /**
     * @param size edge in pixels: 10 dots, 12 text, 20 banner rows, 32 banner
     */
    public StateShape(Health health, double size) {
        marked = size >= LEAST_SIZE_WITH_MARK;
        getStyleClass().add("state-shape");
        setMinSize(size, size);
        setPrefSize(size, size);
        setMaxSize(size, size);
        outline.getStyleClass().add("outline");
        mark.getStyleClass().add("mark");
        outline.setManaged(false);
        mark.setManaged(false);
        var scale = new Scale(size / GRID, size / GRID);
        outline.getTransforms().add(scale);
        mark.getTransforms().add(scale);
        getChildren().addAll(outline, mark);
        setMouseTransparent(true);
        setHealth(health);
    }

    public void setHealth(Health newHealth) {
        if (newHealth == health) {
            return;
        }
        health = newHealth;
        Styles.state(this, health);
        outline.setContent(path(health));
        mark.setContent(marked ? markOf(health) : "");
    }

    public Health health() {
        return health;
    }

    private static String path(Health health) {
        return switch (health) {
            case HEALTHY, UNKNOWN -> "M6 2A4 4 0 1 1 6 10A4 4 0 1 1 6 2Z";
            case WARNING -> "M6 1.6 11 10.4H1Z";
            case CRITICAL -> "M6 .6 10.7 3.3V8.7L6 11.4 1.3 8.7V3.3Z";
        };
    }

    private static String markOf(Health health) {
        return switch (health) {
            case HEALTHY -> "M4.3 6.1 5.5 7.3 7.8 4.9";
            case WARNING -> "M6 4.6V7.2M6 9V9.1";
            case CRITICAL -> "M6 3.4V6.6M6 8.5V8.6";
            case UNKNOWN -> "";
        };
    }
}
