package io.continuo.console.nav;

import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Icon;
import io.continuo.console.ui.ModalHost;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

import java.util.List;
import java.util.function.Consumer;

/** Ctrl+K: finds machines, screens and actions as one types; Up and Down choose, Enter goes. */
final class Palette extends VBox {
    private static final double WIDTH = 560;
    private static final double ROW = 40;
    private static final int ROWS = 8;

    private final Ui ui;
    private final PaletteModel model;
    private final Consumer<Place> go;
    private final TextField field = new TextField();
    private final ListView<PaletteModel.Hit> list = new ListView<>();

    private Palette(Ui ui, PaletteModel model, Consumer<Place> go) {
        this.ui = ui;
        this.model = model;
        this.go = go;
        getStyleClass().addAll("modal", "palette");
        setMaxSize(ui.px(WIDTH), USE_PREF_SIZE);
        setPrefWidth(ui.px(WIDTH));
        field.setPromptText(ui.text("shell.find"));
        field.setAccessibleText(ui.text("shell.find"));
        field.textProperty().subscribe(this::find);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
        HBox.setHgrow(field, Priority.ALWAYS);
        list.setFixedCellSize(ui.px(ROW));
        list.setCellFactory(view -> new HitCell());
        list.setFocusTraversable(false);
        list.setPlaceholder(Texts.muted(ui.text("palette.nothing")));
        list.setOnMouseClicked(event -> choose());
        var line =
                Styles.add(new HBox(Icon.inList(MaterialDesignM.MAGNIFY), field), "palette-field");
        getChildren().addAll(line, Texts.hairline(), list);
    }

    /** Opens the palette over the window. */
    static void open(Ui ui, PaletteModel model, ModalHost modals, Consumer<Place> go) {
        var palette =
                new Palette(
                        ui,
                        model,
                        place -> {
                            modals.close();
                            go.accept(place);
                        });
        modals.showBare(palette, () -> {});
        StackPane.setAlignment(palette, Pos.TOP_CENTER);
        StackPane.setMargin(palette, new Insets(ui.px(96), 16, 16, 16));
        palette.field.requestFocus();
    }

    private void find(String words) {
        List<PaletteModel.Hit> hits = model.find(words);
        list.getItems().setAll(hits);
        list.getSelectionModel().selectFirst();
        double rows = Math.max(2, Math.min(ROWS, hits.size()));
        list.setPrefHeight(rows * ui.px(ROW) + 10);
        list.setMaxHeight(USE_PREF_SIZE);
    }

    private void steer(KeyEvent event) {
        int by =
                switch (event.getCode()) {
                    case DOWN -> 1;
                    case UP -> -1;
                    case PAGE_DOWN -> ROWS;
                    case PAGE_UP -> -ROWS;
                    default -> 0;
                };
        if (by != 0) {
            int last = list.getItems().size() - 1;
            int next =
                    Math.clamp(
                            list.getSelectionModel().getSelectedIndex() + by, 0, Math.max(0, last));
            list.getSelectionModel().select(next);
            list.scrollTo(Math.max(0, next - ROWS + 2));
            event.consume();
        } else if (event.getCode() == javafx.scene.input.KeyCode.ENTER) {
            choose();
            event.consume();
        }
    }

    private void choose() {
        PaletteModel.Hit hit = list.getSelectionModel().getSelectedItem();
        if (hit != null) {
            go.accept(hit.place());
        }
    }

    private final class HitCell extends ListCell<PaletteModel.Hit> {
        private final HBox row = new HBox(12);
        private final Label name = Texts.name("");
        private final Label kind = Texts.whole(Texts.caption(""));

        private HitCell() {
            row.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(PaletteModel.Hit hit, boolean empty) {
            super.updateItem(hit, empty);
            if (empty || hit == null) {
                setGraphic(null);
                return;
            }
            name.setText(hit.name());
            kind.setText(hit.kind());
            row.getChildren().setAll(Icon.inList(hit.ikon()), name, Texts.spacer(), kind);
            setGraphic(row);
            setAccessibleText(hit.name() + ", " + hit.kind());
        }
    }
}
