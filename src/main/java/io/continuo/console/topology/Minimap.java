package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Styles;

import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

import java.util.function.Consumer;

/** The whole map as blocks of their state, and what of it is seen; drag or arrows move the view. */
final class Minimap extends Pane {
    private static final double WIDTH = 144;
    private static final double HEIGHT = 72;
    private static final double EDGE = 6;
    private static final double KEY_STEP = 80;

    private final Consumer<Spot> look;
    private final Pane blocks = new Pane();
    private final Region frame = Styles.add(new Region(), "minimap-view");
    private double factor = 1;
    private double left;
    private double top;
    private Area seen = new Area(0, 0, 0, 0);

    /**
     * @param look moves the view to a place of the map
     */
    Minimap(Ui ui, Consumer<Spot> look) {
        this.look = look;
        getStyleClass().add("minimap");
        setMinSize(WIDTH, HEIGHT);
        setPrefSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        setFocusTraversable(true);
        setAccessibleText(ui.text("topology.minimap"));
        blocks.setMouseTransparent(true);
        frame.setMouseTransparent(true);
        frame.setManaged(false);
        getChildren().addAll(blocks, frame);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::point);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::point);
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyed);
    }

    void show(Arrangement map, Area newSeen) {
        seen = newSeen;
        factor =
                Math.min(
                        (WIDTH - EDGE * 2) / Math.max(1, map.width()),
                        (HEIGHT - EDGE * 2) / Math.max(1, map.height()));
        left = (WIDTH - map.width() * factor) / 2;
        top = (HEIGHT - map.height() * factor) / 2;
        blocks.getChildren().clear();
        map.lanes().forEach(lane -> block(lane.area(), "minimap-lane", Health.HEALTHY));
        map.boxes().stream()
                .filter(box -> box.parent().isEmpty())
                .filter(box ->
                        !(box.thing() instanceof Thing.Line)
                                || box.thing().health() != Health.HEALTHY)
                .forEach(box -> block(box.area(), "minimap-block", state(box)));
        var whole = new Area(0, 0, map.width(), map.height());
        double x = Math.max(whole.x(), seen.x());
        double y = Math.max(whole.y(), seen.y());
        frame.resizeRelocate(
                left + x * factor - 2,
                top + y * factor - 2,
                (Math.min(whole.right(), seen.right()) - x) * factor + 4,
                (Math.min(whole.bottom(), seen.bottom()) - y) * factor + 4);
    }

    private static Health state(Arrangement.Box box) {
        Thing thing = box.thing();
        return thing instanceof Thing.HostFrame || thing instanceof Thing.HostsFrame
                ? Faults.worst(
                        java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(thing.health()),
                                thing.behind().stream().map(Guest::health)))
                : thing.health();
    }

    private void block(Area area, String styleClass, Health health) {
        var block = Styles.add(new Region(), styleClass);
        block.setManaged(false);
        Styles.state(block, health);
        blocks.getChildren().add(block);
        block.resizeRelocate(
                Math.round(left + area.x() * factor),
                Math.round(top + area.y() * factor),
                Math.max(2, Math.round(area.width() * factor)),
                Math.max(2, Math.round(area.height() * factor)));
    }

    private void point(MouseEvent event) {
        look.accept(new Spot((event.getX() - left) / factor, (event.getY() - top) / factor));
        event.consume();
    }

    private void keyed(KeyEvent event) {
        Spot centre = seen.centre();
        double step = KEY_STEP;
        Spot to =
                switch (event.getCode()) {
                    case LEFT -> new Spot(centre.x() - step, centre.y());
                    case RIGHT -> new Spot(centre.x() + step, centre.y());
                    case UP -> new Spot(centre.x(), centre.y() - step);
                    case DOWN -> new Spot(centre.x(), centre.y() + step);
                    default -> null;
                };
        if (to != null) {
            look.accept(to);
            event.consume();
        }
    }
}
