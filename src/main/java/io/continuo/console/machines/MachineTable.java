package io.continuo.console.machines;

import io.continuo.console.fx.Ui;
import io.continuo.console.ui.SceneBound;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Tables;

import javafx.scene.Node;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The table of machines and the hands on it: Enter, a double click or a click on the name opens;
 * Left and Right fold a group.
 */
final class MachineTable {
    /** Rows do not move under a hand that has just touched them. */
    private static final Duration HANDS_OFF = Duration.ofSeconds(4);

    private final Ui ui;
    private final Freshness freshness;
    private final TableView<MachineLine> table;
    private Consumer<MachineLine> open = line -> {};
    private Instant touched = Instant.MIN;

    MachineTable(Ui ui, MachineColumns columns, Freshness freshness) {
        this.ui = ui;
        this.freshness = freshness;
        table = Tables.create(ui, Tables.Density.NORMAL, ui.text("machines.title"));
        table.getColumns().addAll(columns.all());
        Tables.padEdges(table);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.getSortOrder().add(table.getColumns().getFirst());
        table.setRowFactory(view -> row());
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        table.addEventFilter(InputEvent.ANY, this::onTouch);
    }

    TableView<MachineLine> node() {
        return table;
    }

    void onOpen(Consumer<MachineLine> action) {
        open = action;
    }

    /** Whether nobody has used it for a moment. */
    boolean untouched() {
        return ui.clock().instant().isAfter(touched.plus(HANDS_OFF));
    }

    private void onTouch(InputEvent event) {
        if (event.getEventType() != MouseEvent.MOUSE_MOVED) {
            touched = ui.clock().instant();
        }
    }

    private void onKey(KeyEvent event) {
        MachineLine chosen = table.getSelectionModel().getSelectedItem();
        if (chosen != null && (event.getCode() == KeyCode.ENTER || folds(event, chosen))) {
            open.accept(chosen);
            event.consume();
        }
    }

    private static boolean folds(KeyEvent event, MachineLine line) {
        return line instanceof MachineLine.Group group
                && event.getCode() == (group.summary().folded() ? KeyCode.RIGHT : KeyCode.LEFT);
    }

    private TableRow<MachineLine> row() {
        var row = new Row();
        row.setOnMouseClicked(event -> {
            boolean opens =
                    event.getClickCount() == 2
                            || row.getItem() instanceof MachineLine.Group
                            || isName(event.getPickResult().getIntersectedNode());
            if (event.getButton() == MouseButton.PRIMARY && opens && !row.isEmpty()) {
                open.accept(row.getItem());
            }
        });
        return row;
    }

    private static boolean isName(Node node) {
        for (Node at = node; at != null && !(at instanceof TableRow); at = at.getParent()) {
            if (at.getStyleClass().contains("machine-name")) {
                return true;
            }
        }
        return false;
    }

    /** A row that greys what is old, also when nothing new arrives to say so. */
    private final class Row extends TableRow<MachineLine> {
        private Row() {
            new SceneBound(this, () -> ui.timer().every(this::showAge));
        }

        private void showAge() {
            Styles.toggle(
                    this,
                    "old",
                    getItem() instanceof MachineLine.Machine machine
                            && freshness.isOld(machine.row().view()));
        }

        @Override
        protected void updateItem(MachineLine line, boolean empty) {
            super.updateItem(line, empty);
            Styles.toggle(this, "group", line instanceof MachineLine.Group);
            showAge();
        }
    }
}
