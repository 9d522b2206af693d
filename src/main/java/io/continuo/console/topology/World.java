package io.continuo.console.topology;

import io.continuo.console.topology.Arrangement.Box;
import io.continuo.console.ui.Styles;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Everything drawn on the map, in map coordinates. Boxes are kept by id from one picture to the
 * next, so that focus and selection stay where they are.
 */
final class World extends Pane {
    private final MapWords words;
    private final Consumer<BoxNode> made;
    private final Pane lanes = new Pane();
    private final Pane tints = new Pane();
    private final Group paths = new Group();
    private final Pane labels = new Pane();
    private final Pane boxes = new Pane();
    private final Map<String, BoxNode> nodes = new HashMap<>();
    private Arrangement map = Arrangement.EMPTY;

    /**
     * @param made called for every new box, to give it hands
     */
    World(MapWords words, Consumer<BoxNode> made) {
        this.words = words;
        this.made = made;
        for (Node layer : List.of(lanes, tints, paths, labels)) {
            layer.setMouseTransparent(true);
        }
        boxes.setPickOnBounds(false);
        paths.setAutoSizeChildren(false);
        getChildren().addAll(tints, lanes, paths, labels, boxes);
        setPickOnBounds(false);
    }

    Arrangement map() {
        return map;
    }

    Optional<BoxNode> node(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    void show(Arrangement newMap) {
        map = newMap;
        resize(map.width(), map.height());
        showLanes();
        regions(tints, map.tints(), "map-tint");
        showPaths();
        showBoxes();
    }

    void mark(Set<String> found, Optional<String> selected) {
        nodes.forEach((id, node) -> {
            Styles.toggle(node, "found", found.contains(id));
            Styles.toggle(node, "selected", selected.filter(id::equals).isPresent());
        });
    }

    private void showLanes() {
        regions(lanes, map.lanes().stream().map(Arrangement.Lane::area).toList(), "map-lane");
        for (Arrangement.Lane lane : map.lanes()) {
            Label title = MapText.title();
            title.getStyleClass().add("map-site");
            title.setText(words.site(lane.site()));
            title.setMinWidth(Region.USE_PREF_SIZE);
            Label caption = MapText.line();
            caption.setText(words.lane(lane));
            var header = MapText.across(8, title, caption);
            header.setAlignment(javafx.geometry.Pos.BASELINE_LEFT);
            header.setManaged(false);
            lanes.getChildren().add(header);
            header.resizeRelocate(
                    lane.area().x() + 16, lane.area().y() + 14, lane.area().width() - 32, 20);
        }
    }

    private static void regions(Pane layer, List<Area> areas, String styleClass) {
        layer.getChildren().clear();
        for (Area area : areas) {
            var region = Styles.add(new Region(), styleClass);
            region.setManaged(false);
            layer.getChildren().add(region);
            region.resizeRelocate(area.x(), area.y(), area.width(), area.height());
        }
    }

    private void showPaths() {
        List<Node> drawn = new ArrayList<>();
        labels.getChildren().clear();
        map.paths().stream()
                .sorted(java.util.Comparator.comparing(Arrangement.Path::fault))
                .forEach(path -> {
                    var node = new PathNode();
                    node.show(path);
                    drawn.add(node);
                    path.label().ifPresent(spot -> label(path, spot));
                });
        paths.getChildren().setAll(drawn);
    }

    private void label(Arrangement.Path path, Spot spot) {
        Label label = path.control() ? MapText.line() : MapText.micro();
        label.setText(path.control() ? words.control(path.link()) : words.rate(path.link()));
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setAlignment(javafx.geometry.Pos.BOTTOM_CENTER);
        label.setManaged(false);
        labels.getChildren().add(label);
        double room = 160;
        label.resizeRelocate(spot.x() - room / 2, spot.y() - 22, room, 18);
    }

    private void showBoxes() {
        Set<String> present = new HashSet<>();
        List<Node> ordered = new ArrayList<>();
        for (Box box : map.boxes()) {
            present.add(box.id());
            BoxNode node = nodes.get(box.id());
            if (node == null || !sameKind(node.box().thing(), box.thing())) {
                node = BoxNode.of(box.thing(), words);
                node.setManaged(false);
                nodes.put(box.id(), node);
                made.accept(node);
            }
            node.show(box, words);
            Area area = box.area();
            node.resizeRelocate(area.x(), area.y(), area.width(), area.height());
            ordered.add(node);
        }
        nodes.keySet().retainAll(present);
        if (!boxes.getChildren().equals(ordered)) {
            boxes.getChildren().setAll(ordered);
        }
    }

    private static boolean sameKind(Thing one, Thing other) {
        return one.getClass() == other.getClass();
    }

    @Override
    protected void layoutChildren() {
        for (Node layer : List.of(lanes, tints, labels, boxes)) {
            layer.resizeRelocate(0, 0, getWidth(), getHeight());
        }
    }
}
