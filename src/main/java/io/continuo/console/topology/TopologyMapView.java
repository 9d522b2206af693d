package io.continuo.console.topology;

import io.continuo.console.fx.Ui;
import io.continuo.console.ui.EmptyState;
import io.continuo.console.ui.Styles;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;

import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** How the topology looks: toolbar above, map, legend below, panel at the right. */
final class TopologyMapView {
    private final BorderPane root = Styles.add(new BorderPane(), "topology");
    private final BorderPane left = new BorderPane();
    private final StackPane middle = new StackPane();
    private final Node empty;
    final MapToolbar toolbar;
    final MapPane map;
    final Minimap minimap;
    final SidePanel panel;
    private final StackPane notice = Styles.add(new StackPane(), "map-notice");

    private MapHands hands;

    TopologyMapView(Ui ui, MapWords words) {
        map =
                new MapPane(
                        ui.scale(),
                        words,
                        thing -> hands.select(thing),
                        thing -> hands.open(thing));
        toolbar = new MapToolbar(ui, map, format -> hands.export(format));
        minimap = new Minimap(ui, map::centreOn);
        panel =
                new SidePanel(
                        ui,
                        () -> hands.deselect(),
                        machine -> hands.openMachine(machine),
                        facts -> hands.acts(facts));
        empty =
                new EmptyState(
                        MaterialDesignS.SITEMAP_OUTLINE,
                        ui.text("topology.empty"),
                        ui.text("topology.empty.step"));
        empty.setVisible(false);
        notice.setVisible(false);
        notice.setMaxSize(ui.px(480), StackPane.USE_PREF_SIZE);
        StackPane.setAlignment(notice, Pos.BOTTOM_CENTER);
        StackPane.setMargin(notice, new Insets(0, 0, 16, 0));
        middle.getChildren().addAll(map, empty, notice);
        var foot = new HBox(24, minimap, new Legend(ui));
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.setPadding(new Insets(8, 24, 12, 24));
        left.setTop(toolbar);
        left.setCenter(middle);
        left.setBottom(foot);
        left.setMinWidth(0);
        root.setMinWidth(0);
        root.setCenter(left);
        var clip = new Rectangle();
        clip.widthProperty().bind(root.widthProperty());
        clip.heightProperty().bind(root.heightProperty());
        root.setClip(clip);
    }

    /** Nothing may be done before this. */
    void setHands(MapHands newHands) {
        hands = newHands;
    }

    Node root() {
        return root;
    }

    void showPanel(boolean shown) {
        root.setRight(shown ? panel : null);
    }

    void showEmpty(boolean shown) {
        empty.setVisible(shown);
        map.setVisible(!shown);
        minimap.setVisible(!shown);
    }

    /** Says something above the map's foot, such as where an export was written. */
    void notice(Node node) {
        notice.getChildren().setAll(node);
        notice.setVisible(true);
    }

    void hideNotice() {
        notice.setVisible(false);
    }
}
