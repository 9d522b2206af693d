package io.continuo.console.failover;

import io.continuo.api.machine.PointView;
import io.continuo.console.fx.Measure;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Quantity;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Tables;
import io.continuo.console.ui.Words;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The moments a drill can start from, newest first; arrows choose. */
final class DrillPointTable {
    private final Ui ui;
    private final TableView<DrillPoint> table;
    private Instant now = Instant.EPOCH;

    DrillPointTable(Ui ui, Consumer<DrillPoint> choose) {
        this.ui = ui;
        table = Tables.create(ui, Tables.Density.DENSE, ui.text("failover.points"));
        table.getColumns()
                .setAll(
                        List.of(
                                Tables.text(
                                        ui.text("failover.points.time"),
                                        ui.px(140),
                                        point -> text(time(point)),
                                        "name"),
                                Tables.text(
                                        ui.text("failover.points.promises"),
                                        ui.px(168),
                                        point -> text(promises(point)),
                                        "muted"),
                                Tables.text(
                                        ui.text("failover.points.label"),
                                        ui.px(108),
                                        point ->
                                                text(
                                                        point.point()
                                                                .map(PointView::label)
                                                                .orElse(""))),
                                age()));
        Tables.fitColumns(table);
        table.getColumns().forEach(column -> column.setSortable(false));
        table.getSelectionModel()
                .selectedItemProperty()
                .subscribe(point -> Optional.ofNullable(point).ifPresent(choose));
    }

    private TableColumn<DrillPoint, Measure> age() {
        return Tables.node(
                ui.text("failover.points.loses"),
                ui.px(110),
                Tables.Align.RIGHT,
                point -> new ReadOnlyObjectWrapper<>(loses(point)),
                () -> new AgeCell());
    }

    Node node() {
        return table;
    }

    TableView<DrillPoint> table() {
        return table;
    }

    void show(List<DrillPoint> points, Instant newNow) {
        now = newNow;
        table.setItems(FXCollections.observableArrayList(points));
    }

    /** A moment that is no row selects none. */
    void select(Optional<DrillPoint> point) {
        if (point.filter(table.getItems()::contains).isEmpty()) {
            table.getSelectionModel().clearSelection();
            return;
        }
        point.ifPresent(chosen -> {
            if (!chosen.equals(table.getSelectionModel().getSelectedItem())) {
                table.getSelectionModel().select(chosen);
                table.scrollTo(Math.max(0, table.getSelectionModel().getSelectedIndex() - 2));
            }
        });
    }

    private String time(DrillPoint point) {
        if (point.isLatest()) {
            return ui.text("failover.points.newest");
        }
        if (point.kind() == DrillPoint.Kind.SHARED) {
            return ui.text("failover.points.shared");
        }
        return sameDay(point.time())
                ? ui.format().clockWithSeconds(point.time())
                : ui.format().exactly(point.time());
    }

    private boolean sameDay(Instant time) {
        return ui.format().when(time, now).length() <= 5;
    }

    private String promises(DrillPoint point) {
        return point.point()
                .map(view ->
                        point.kind() == DrillPoint.Kind.SHARED
                                ? ui.text("failover.points.shared.promise")
                                : Words.of(ui, view))
                .orElseGet(() -> ui.text("failover.points.newest.promise"));
    }

    private Measure loses(DrillPoint point) {
        Duration age = Duration.between(point.time(), now);
        return ui.format().fine(age.isNegative() ? Duration.ZERO : age);
    }

    private static ReadOnlyStringWrapper text(String text) {
        return new ReadOnlyStringWrapper(text);
    }

    private static final class AgeCell implements Tables.CellView<Measure> {
        private final Quantity quantity = Styles.add(new Quantity().plain(), "right");

        @Override
        public Node node() {
            return quantity;
        }

        @Override
        public void show(Measure value) {
            quantity.show(value);
        }
    }
}
