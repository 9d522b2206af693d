package io.continuo.console.events;

import io.continuo.api.event.EventView;
import io.continuo.api.event.Severity;
import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.EmptyState;
import io.continuo.console.ui.EventWords;
import io.continuo.console.ui.FilterField;
import io.continuo.console.ui.StateSegments;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Tables;
import io.continuo.console.ui.Texts;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** How the events look: the list, and beside it the chosen one in full. */
final class EventsView {
    private static final double DETAIL = 336;
    private static final double WIDE = 4_000;

    final FilterField filter;
    final StateSegments<Optional<Severity>> severity;
    final TableView<EventView> table;
    final EventDetail detail;
    private final Ui ui;
    private final HBox toolbar;
    private final HBox columns;
    private final Card nothing;
    private final VBox root;

    EventsView(Ui ui, Supplier<Instant> now) {
        this.ui = ui;
        filter = new FilterField(ui, ui.text("events.filter"));
        severity = new StateSegments<>(ui, ui.text("events.bySeverity"));
        severity.add(Optional.empty(), Optional.empty());
        severity.add(Optional.of(Severity.CRITICAL), Optional.of(Health.CRITICAL));
        severity.add(Optional.of(Severity.WARNING), Optional.of(Health.WARNING));
        severity.add(Optional.of(Severity.INFO), Optional.empty());
        table = table(now);
        detail = new EventDetail(ui);
        toolbar = Styles.add(new HBox(filter, severity), "filters");
        var list = new Card(table);
        VBox.setVgrow(table, Priority.ALWAYS);
        HBox.setHgrow(list, Priority.ALWAYS);
        list.setPrefWidth(ui.px(640));
        var side = new VBox(detail.node());
        side.setMinWidth(ui.px(300));
        side.setPrefWidth(ui.px(DETAIL));
        columns = new HBox(16, list, side);
        VBox.setVgrow(columns, Priority.ALWAYS);
        var teaches =
                new EmptyState(
                        MaterialDesignT.TEXT_BOX_OUTLINE,
                        ui.text("events.empty.title"),
                        ui.text("events.empty.text"));
        VBox.setVgrow(teaches, Priority.ALWAYS);
        nothing = new Card(teaches);
        VBox.setVgrow(nothing, Priority.ALWAYS);
        root =
                Styles.add(
                        new VBox(
                                Styles.add(
                                        new HBox(Texts.title(ui.text("events.title"))),
                                        "title-row")),
                        "page-under-title");
        filter.serve(root, table);
    }

    Node root() {
        return root;
    }

    private TableView<EventView> table(Supplier<Instant> now) {
        TableView<EventView> made =
                Tables.create(ui, Tables.Density.NORMAL, ui.text("events.title"));
        made.getColumns()
                .addAll(
                        List.of(
                                column(
                                        "events.column.severity",
                                        124,
                                        132,
                                        () -> new EventCells.Severity(ui)),
                                column(
                                        "events.column.time",
                                        150,
                                        180,
                                        () -> new EventCells.Time(ui, now)),
                                column(
                                        "events.column.machine",
                                        110,
                                        200,
                                        () ->
                                                new EventCells.Text(
                                                        Texts.name(""),
                                                        event -> event.machine().orElse(""))),
                                column(
                                        "events.column.what",
                                        360,
                                        WIDE,
                                        () ->
                                                new EventCells.Text(
                                                        Texts.body(""),
                                                        event -> EventWords.sentence(ui, event)))));
        made.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        Tables.padEdges(made);
        made.setPlaceholder(Texts.muted(ui.text("events.noMatch")));
        return made;
    }

    private TableColumn<EventView, EventView> column(
            String key, double width, double most, Supplier<Tables.CellView<EventView>> cell) {
        TableColumn<EventView, EventView> column =
                Tables.node(
                        ui.text(key),
                        ui.px(width),
                        Tables.Align.LEFT,
                        event -> new ReadOnlyObjectWrapper<>(event),
                        cell);
        column.setMinWidth(ui.px(Math.min(width, 120)));
        column.setMaxWidth(ui.px(most));
        column.setSortable(false);
        return column;
    }

    void show(Function<Optional<Severity>, Integer> count, boolean any) {
        show(Optional.empty(), "events.severity.all", count);
        for (Severity each : Severity.values()) {
            show(Optional.of(each), "events.severity." + each, count);
        }
        List<Node> body = any ? List.of(toolbar, columns) : List.of(nothing);
        if (!root.getChildren().contains(body.getFirst())) {
            root.getChildren().remove(1, root.getChildren().size());
            root.getChildren().addAll(body);
        }
    }

    private void show(
            Optional<Severity> choice, String key, Function<Optional<Severity>, Integer> count) {
        int of = count.apply(choice);
        severity.show(choice, ui.text(key, "count", of), of == 0);
    }

    void showDetail(Optional<EventView> event, Instant now) {
        detail.node().setVisible(event.isPresent());
        event.ifPresent(chosen -> detail.show(chosen, now));
    }
}
