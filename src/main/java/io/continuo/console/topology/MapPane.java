package io.continuo.console.topology;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The map with its hands: wheel and drag pan, Ctrl and wheel zoom, + − zoom, 0 fits, arrows walk
 * along the links, Enter selects and, on a machine, opens. While nobody zoomed, it fits itself to
 * every size and picture.
 */
final class MapPane extends Region {
    private static final double WHEEL_ZOOM = 1.0015;
    private static final double DRAG_STARTS = 4;

    private final double textScale;
    private final World world;
    private final Scale scale = new Scale();
    private final Translate pan = new Translate();
    private final Consumer<Thing> select;
    private final Consumer<Thing> open;
    private Viewport viewport = Viewport.WHOLE;
    private Estate estate = Estate.EMPTY;
    private Set<String> found = Set.of();
    private Optional<String> selected = Optional.empty();
    private Runnable onLook = () -> {};
    private boolean fitted = true;
    private boolean whole;
    private double dragX;
    private double dragY;
    private Viewport dragFrom;
    private boolean dragged;

    /**
     * @param textScale 1 for 100 %
     * @param select a box was chosen
     * @param open a box was chosen twice, or Enter pressed on the selected one
     */
    MapPane(double textScale, MapWords words, Consumer<Thing> select, Consumer<Thing> open) {
        this.textScale = textScale;
        this.select = select;
        this.open = open;
        world = new World(words, this::giveHands);
        var camera = new Group(world);
        camera.setAutoSizeChildren(false);
        camera.setManaged(false);
        camera.getTransforms().addAll(pan, scale);
        getStyleClass().add("map-pane");
        getChildren().add(camera);
        var clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        setMinSize(0, 0);
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        addEventHandler(MouseEvent.MOUSE_RELEASED, event -> dragFrom = null);
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyed);
        widthProperty().subscribe(() -> resized());
        heightProperty().subscribe(() -> resized());
    }

    Viewport viewport() {
        return viewport;
    }

    /** The zoom a person is told: 100 % is the size of the text elsewhere. */
    int percent() {
        return (int) Math.round(viewport.zoom() / textScale * 100);
    }

    World world() {
        return world;
    }

    void show(Estate newEstate) {
        estate = newEstate;
        arrange();
    }

    /** Shows all of it, as large as it goes. */
    void fit() {
        fitted = true;
        whole = true;
        arrange();
    }

    void zoomIn() {
        zoomTo(relative().nextStop());
    }

    void zoomOut() {
        zoomTo(relative().previousStop());
    }

    private Viewport relative() {
        return new Viewport(viewport.zoom() / textScale, 0, 0);
    }

    private void zoomTo(double relativeZoom) {
        fitted = false;
        look(viewport.zoomedAt(relativeZoom * textScale, getWidth() / 2, getHeight() / 2));
    }

    /** Moves the view to a place of the map. */
    void centreOn(Spot spot) {
        fitted = false;
        double zoom = viewport.zoom();
        look(
                new Viewport(
                        zoom, getWidth() / 2 - spot.x() * zoom, getHeight() / 2 - spot.y() * zoom));
    }

    /** The thing of that id, also before the map has a size. */
    Optional<Thing> thing(String id) {
        Arrangement map =
                getWidth() > 0 ? world.map() : TopologyLayout.arrange(estate, Columns.LEAST, 0);
        return map.box(id).map(Arrangement.Box::thing);
    }

    void mark(Set<String> nowFound, Optional<String> nowSelected) {
        found = nowFound;
        selected = nowSelected;
        world.mark(found, selected);
    }

    /** Called whenever another part of the map is seen, or the map has changed. */
    void setOnLook(Runnable newOnLook) {
        onLook = newOnLook;
    }

    /** Gives a box the focus and brings it into view. */
    void focus(String id) {
        world.node(id)
                .ifPresent(node -> {
                    node.requestFocus();
                    bringIntoView(node);
                });
    }

    private void resized() {
        if (getWidth() > 0 && getHeight() > 0) {
            arrange();
        }
    }

    private void arrange() {
        if (getWidth() <= 0 || getHeight() <= 0) {
            return;
        }
        Viewport now = viewport;
        if (fitted) {
            Fitting.Fit fit =
                    Fitting.fit(
                            estate,
                            getWidth(),
                            getHeight(),
                            textScale,
                            whole ? Viewport.LEAST : Fitting.LEGIBLE);
            world.show(fit.arrangement());
            look(new Viewport(fit.zoom(), now.panX(), now.panY()));
        } else {
            Arrangement before = world.map();
            world.show(TopologyLayout.arrange(estate, before.width(), 0));
            look(now);
        }
        world.mark(found, selected);
    }

    private void look(Viewport wanted) {
        Arrangement map = world.map();
        Viewport kept = wanted.kept(map.width(), map.height(), getWidth(), getHeight());
        pan.setX(kept.panX());
        pan.setY(kept.panY());
        scale.setX(kept.zoom());
        scale.setY(kept.zoom());
        viewport = kept;
        onLook.run();
    }

    private void bringIntoView(BoxNode node) {
        Viewport now = viewport;
        Viewport shown = now.showing(node.box().area(), getWidth(), getHeight());
        if (!shown.equals(now)) {
            look(shown);
        }
    }

    private void giveHands(BoxNode node) {
        node.setOnMouseClicked(event -> {
            if (event.getButton() != MouseButton.PRIMARY || dragged) {
                return;
            }
            node.requestFocus();
            Thing thing = node.box().thing();
            if (event.getClickCount() == 2) {
                open.accept(thing);
            } else {
                select.accept(thing);
            }
            event.consume();
        });
        node.focusedProperty()
                .subscribe(focused -> {
                    if (focused) {
                        bringIntoView(node);
                    }
                });
    }

    private Optional<BoxNode> focused() {
        Node owner = getScene() == null ? null : getScene().getFocusOwner();
        return owner instanceof BoxNode node ? Optional.of(node) : Optional.empty();
    }

    private void keyed(KeyEvent event) {
        if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
            return;
        }
        boolean used =
                switch (event.getCode()) {
                    case LEFT -> walk(Walk.Step.LEFT);
                    case RIGHT -> walk(Walk.Step.RIGHT);
                    case UP -> walk(Walk.Step.UP);
                    case DOWN -> walk(Walk.Step.DOWN);
                    case ENTER, SPACE -> enter(event.getCode());
                    default -> false;
                };
        if (used) {
            event.consume();
        }
    }

    private boolean walk(Walk.Step step) {
        focused()
                .flatMap(node -> new Walk(world.map()).from(node.box(), step))
                .ifPresent(next -> focus(next.id()));
        return true;
    }

    private boolean enter(KeyCode code) {
        focused()
                .ifPresent(node -> {
                    if (code == KeyCode.ENTER
                            && node.box().thing() instanceof Thing.GuestTile guest) {
                        open.accept(guest);
                    } else {
                        select.accept(node.box().thing());
                    }
                });
        return true;
    }

    private void scrolled(ScrollEvent event) {
        fitted = false;
        if (event.isShortcutDown() || event.isControlDown()) {
            double factor = Math.pow(WHEEL_ZOOM, event.getDeltaY());
            look(viewport.zoomedAt(viewport.zoom() * factor, event.getX(), event.getY()));
        } else if (event.isShiftDown() && event.getDeltaX() == 0) {
            look(viewport.panned(event.getDeltaY(), 0));
        } else {
            look(viewport.panned(event.getDeltaX(), event.getDeltaY()));
        }
        event.consume();
    }

    private void pressed(MouseEvent event) {
        dragged = false;
        if (event.getButton() == MouseButton.PRIMARY || event.getButton() == MouseButton.MIDDLE) {
            dragX = event.getX();
            dragY = event.getY();
            dragFrom = viewport;
        }
    }

    private void dragged(MouseEvent event) {
        if (dragFrom == null) {
            return;
        }
        double dx = event.getX() - dragX;
        double dy = event.getY() - dragY;
        if (!dragged && Math.hypot(dx, dy) < DRAG_STARTS) {
            return;
        }
        dragged = true;
        fitted = false;
        look(dragFrom.panned(dx, dy));
    }
}
