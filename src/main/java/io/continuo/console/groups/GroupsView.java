package io.continuo.console.groups;

import io.continuo.console.fx.Ui;
import io.continuo.console.state.MachineRow;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Children;
import io.continuo.console.ui.EmptyState;
import io.continuo.console.ui.FilterField;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Tables;
import io.continuo.console.ui.Texts;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How the groups look: the list, and beside it the chosen one in full. */
final class GroupsView {
    private static final double DETAIL = 376;

    final FilterField filter;
    final TableView<GroupRow> table;
    final GroupDetail detail;
    final Button create;
    final Button firstCreate;
    private final Ui ui;
    private final Label count = Texts.caption("");
    private final HBox columns;
    private final Card nothing;
    private final HBox titleRow;
    private final VBox root;

    /**
     * @param open opens a machine
     */
    GroupsView(Ui ui, Consumer<MachineRow> open) {
        this.ui = ui;
        filter = new FilterField(ui, ui.text("groups.filter"));
        create = Buttons.primary(ui.text("groups.new"), () -> {});
        create.setId("group-new");
        firstCreate = Buttons.primary(ui.text("groups.new"), () -> {});
        firstCreate.setId("group-first");
        table = table();
        detail = new GroupDetail(ui, open);
        var list = new Card(table);
        VBox.setVgrow(table, Priority.ALWAYS);
        HBox.setHgrow(list, Priority.ALWAYS);
        list.setPrefWidth(ui.px(640));
        list.setMinWidth(0);
        ((Card) detail.node()).setMinWidth(ui.px(340));
        ((Card) detail.node()).setPrefWidth(ui.px(DETAIL));
        columns = new HBox(16, list, detail.node());
        VBox.setVgrow(columns, Priority.ALWAYS);
        nothing = nothing();
        var titles = new HBox(8, Texts.title(ui.text("groups.title")), count);
        titles.setAlignment(Pos.BASELINE_LEFT);
        titles.setMinWidth(0);
        titleRow = Styles.add(new HBox(12, titles, Texts.spacer(), filter, create), "title-row");
        root = Styles.add(new VBox(titleRow), "page-under-title");
        filter.serve(root, table);
    }

    private Card nothing() {
        var teaches =
                new EmptyState(
                        MaterialDesignS.SET_ALL,
                        ui.text("groups.empty.title"),
                        ui.text("groups.empty.text"),
                        firstCreate);
        VBox.setVgrow(teaches, Priority.ALWAYS);
        var card = new Card(teaches);
        VBox.setVgrow(card, Priority.ALWAYS);
        return card;
    }

    Node root() {
        return root;
    }

    private TableView<GroupRow> table() {
        TableView<GroupRow> made =
                Tables.create(ui, Tables.Density.NORMAL, ui.text("groups.title"));
        made.getColumns()
                .addAll(
                        List.of(
                                atLeast(
                                        "groups.column.state",
                                        104,
                                        104,
                                        Tables.Align.LEFT,
                                        () -> new GroupCells.State(ui)),
                                atLeast(
                                        "groups.column.name",
                                        112,
                                        168,
                                        Tables.Align.LEFT,
                                        () ->
                                                new GroupCells.Words(
                                                        Texts.name(""),
                                                        line -> line.group().name())),
                                column(
                                        "groups.column.machines",
                                        220,
                                        Tables.Align.LEFT,
                                        () ->
                                                new GroupCells.Words(
                                                        Texts.body(""), this::memberNames)),
                                atLeast(
                                        "groups.column.common",
                                        132,
                                        132,
                                        Tables.Align.RIGHT,
                                        () -> new GroupCells.Common(ui)),
                                atLeast(
                                        "groups.column.points",
                                        72,
                                        104,
                                        Tables.Align.RIGHT,
                                        () ->
                                                new GroupCells.Words(
                                                        Texts.body(""),
                                                        line ->
                                                                ui.format()
                                                                        .count(
                                                                                line.group()
                                                                                        .sharedPoints())))));
        made.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        Tables.padEdges(made);
        made.setPlaceholder(Texts.muted(ui.text("groups.noMatch")));
        return made;
    }

    /** A column that keeps a least width where the window has too little. */
    private TableColumn<GroupRow, GroupRow.Line> atLeast(
            String key,
            double least,
            double width,
            Tables.Align align,
            Supplier<Tables.CellView<GroupRow.Line>> cell) {
        TableColumn<GroupRow, GroupRow.Line> column = column(key, width, align, cell);
        column.setMinWidth(ui.px(least));
        return column;
    }

    private TableColumn<GroupRow, GroupRow.Line> column(
            String key,
            double width,
            Tables.Align align,
            Supplier<Tables.CellView<GroupRow.Line>> cell) {
        TableColumn<GroupRow, GroupRow.Line> column =
                Tables.node(
                        ui.text(key),
                        ui.px(width),
                        align,
                        row -> (ObservableValue<GroupRow.Line>) row.lineProperty(),
                        cell);
        column.setSortable(false);
        return column;
    }

    private String memberNames(GroupRow.Line line) {
        List<String> names = line.group().machines();
        return ui.text(
                "groups.names",
                "count",
                names.size(),
                "names",
                String.join(ui.text("groups.names.comma"), names));
    }

    void show(int groups) {
        boolean any = groups > 0;
        count.setText(any ? ui.text("groups.count", "count", groups) : "");
        filter.setVisible(any);
        create.setVisible(any);
        Children.show(root, List.of(titleRow, any ? columns : nothing));
    }

    void showDetail(Optional<GroupRow.Line> line, Instant now) {
        detail.node().setVisible(line.isPresent());
        line.ifPresent(each -> detail.show(each, now));
    }
}
