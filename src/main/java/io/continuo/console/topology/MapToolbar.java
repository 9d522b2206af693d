package io.continuo.console.topology;

import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Icon;
import io.continuo.console.ui.Segments;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Title, find, filter, zoom, fit and export. */
final class MapToolbar extends HBox {
    private static final double FIND_WIDTH = 168;
    private static final double NARROW = 660;

    final TextField find = new TextField();
    final Segments<TopologyModel.Filter> filter;
    private final Ui ui;
    private final List<Labeled> iconed = new ArrayList<>();
    private final Label percent = Texts.small("");
    private final Label found = Texts.caption("");

    MapToolbar(Ui ui, MapPane map, Consumer<MapExport.Format> export) {
        this.ui = ui;
        getStyleClass().add("toolbar-48");
        filter =
                new Segments<>(
                                ui.text("topology.filter"),
                                List.of(TopologyModel.Filter.values()),
                                each ->
                                        ui.text(
                                                switch (each) {
                                                    case ALL -> "topology.filter.all";
                                                    case FAULTS -> "topology.filter.faults";
                                                }))
                        .compact();
        Label title = Texts.whole(Texts.subtitle(ui.text("topology.title")));
        HBox.setMargin(title, new javafx.geometry.Insets(0, 8, 0, 0));
        getChildren().addAll(title, finder(), found, filter, Texts.spacer(), zoom(map), fit(map));
        getChildren().add(export(export));
        setMinWidth(0);
        widthProperty().subscribe(this::resized);
    }

    /** Where there is little room, buttons are their icons. */
    private void resized() {
        boolean narrow = getWidth() < ui.px(NARROW);
        for (Labeled button : iconed) {
            button.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
        }
        find.setPrefWidth(ui.px(narrow ? FIND_WIDTH / 2 + 24 : FIND_WIDTH));
    }

    private StackPane finder() {
        find.setPromptText(ui.text("topology.find"));
        find.setAccessibleText(ui.text("topology.find.accessible"));
        find.getStyleClass().addAll("compact", "with-icon");
        find.setPrefWidth(ui.px(FIND_WIDTH));
        find.setMinWidth(ui.px(96));
        var magnifier = Icon.inText(MaterialDesignM.MAGNIFY);
        magnifier.setMouseTransparent(true);
        Label key = Texts.of("/", "key-cap");
        key.setMouseTransparent(true);
        key.visibleProperty().bind(find.textProperty().isEmpty());
        var stack = new StackPane(find, magnifier, key);
        StackPane.setAlignment(magnifier, Pos.CENTER_LEFT);
        StackPane.setMargin(magnifier, new javafx.geometry.Insets(0, 0, 0, 9));
        StackPane.setAlignment(key, Pos.CENTER_RIGHT);
        StackPane.setMargin(key, new javafx.geometry.Insets(0, 6, 0, 0));
        found.setMinWidth(USE_PREF_SIZE);
        found.managedProperty().bind(found.textProperty().isNotEmpty());
        return stack;
    }

    private HBox zoom(MapPane map) {
        Button out = Buttons.icon(MaterialDesignM.MINUS, ui.text("topology.zoomOut"), map::zoomOut);
        Button in = Buttons.icon(MaterialDesignP.PLUS, ui.text("topology.zoomIn"), map::zoomIn);
        Styles.add(out, "flat", "compact");
        Styles.add(in, "flat", "compact");
        percent.setMinWidth(ui.px(44));
        percent.setAlignment(Pos.CENTER);
        var group = Styles.add(new HBox(out, percent, in), "zoom-group");
        group.setAlignment(Pos.CENTER);
        group.setMinWidth(USE_PREF_SIZE);
        return group;
    }

    private Button fit(MapPane map) {
        Button button = Buttons.compact(ui.text("topology.fit"), map::fit);
        button.setGraphic(Icon.inButton(MaterialDesignF.FIT_TO_SCREEN_OUTLINE));
        button.setAccessibleText(ui.text("topology.fit"));
        iconed.add(button);
        button.setAccessibleHelp(ui.text("topology.fit.help"));
        return button;
    }

    private MenuButton export(Consumer<MapExport.Format> export) {
        var png = new MenuItem(ui.text("topology.export.png"));
        png.setOnAction(event -> export.accept(MapExport.Format.PNG));
        var svg = new MenuItem(ui.text("topology.export.svg"));
        svg.setOnAction(event -> export.accept(MapExport.Format.SVG));
        var button = new MenuButton(ui.text("topology.export"));
        button.setGraphic(Icon.inButton(MaterialDesignT.TRAY_ARROW_DOWN));
        button.getItems().addAll(png, svg);
        button.getStyleClass().add("compact");
        button.setAccessibleText(ui.text("topology.export"));
        iconed.add(button);
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    void showPercent(int value) {
        percent.setText(ui.format().percent(value / 100.0).toString());
    }

    /** How many are found; nothing while nothing is looked for. */
    void showFound(int count) {
        found.setText(find.getText().isBlank() ? "" : ui.text("topology.found", "count", count));
    }
}
