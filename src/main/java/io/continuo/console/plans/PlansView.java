package io.continuo.console.plans;

import io.continuo.api.plan.PlanRunStep;
import io.continuo.api.plan.PlanRunView;
import io.continuo.api.plan.PlanView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Children;
import io.continuo.console.ui.EmptyState;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Tables;
import io.continuo.console.ui.Texts;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How the plans look: the list, the chosen one, and beside it its run. */
final class PlansView {
    /** A column keeps so much of its width where the window has too little. */
    private static final double LEAST = 0.9;

    final TableView<PlanRow> table;
    final PlanCard plan;
    final RunCard run;
    final AskCard ask;
    private final Ui ui;
    private final PlanWords words;
    private final Label count = Texts.caption("");
    private final VBox right = new VBox(16);
    private final HBox columns;
    private final Card nothing;
    private final HBox titleRow;
    private final VBox root;

    PlansView(Ui ui, Supplier<Instant> now) {
        this.ui = ui;
        words = new PlanWords(ui);
        table = table(now);
        plan = new PlanCard(ui, words);
        run = new RunCard(ui, words);
        ask = new AskCard(ui, words);
        var list = new Card(table);
        table.setMinHeight(ui.px(180));
        table.setPrefHeight(ui.px(220));
        var left = scrolled(new VBox(16, list, plan.node()));
        left.setPrefWidth(ui.px(480));
        left.setMinWidth(ui.px(360));
        var beside = scrolled(right);
        HBox.setHgrow(beside, Priority.ALWAYS);
        beside.setPrefWidth(ui.px(560));
        columns = new HBox(16, left, beside);
        VBox.setVgrow(columns, Priority.ALWAYS);
        nothing = nothing();
        var titles = new HBox(8, Texts.title(ui.text("plans.title")), count);
        titles.setAlignment(Pos.BASELINE_LEFT);
        titleRow = Styles.add(new HBox(titles), "title-row");
        root = Styles.add(new VBox(titleRow), "page-under-title");
    }

    private static ScrollPane scrolled(Node content) {
        var scroll = Styles.add(new ScrollPane(content), "page-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return scroll;
    }

    private Card nothing() {
        var teaches =
                new EmptyState(
                        MaterialDesignC.CLIPBOARD_LIST_OUTLINE,
                        ui.text("plans.empty.title"),
                        ui.text("plans.empty.text"));
        VBox.setVgrow(teaches, Priority.ALWAYS);
        var card = new Card(teaches);
        VBox.setVgrow(card, Priority.ALWAYS);
        return card;
    }

    Node root() {
        return root;
    }

    private TableView<PlanRow> table(Supplier<Instant> now) {
        TableView<PlanRow> made = Tables.create(ui, Tables.Density.NORMAL, ui.text("plans.title"));
        made.getColumns()
                .addAll(
                        List.of(
                                column(
                                        "plans.column.state",
                                        164,
                                        Tables.Align.LEFT,
                                        () -> new PlanCells.State(ui, words)),
                                column(
                                        "plans.column.name",
                                        96,
                                        Tables.Align.LEFT,
                                        () -> new PlanCells.Words(Texts.name(""), PlanView::name)),
                                column(
                                        "plans.column.machines",
                                        76,
                                        Tables.Align.RIGHT,
                                        () ->
                                                new PlanCells.Words(
                                                        Texts.body(""),
                                                        each ->
                                                                ui.format()
                                                                        .count(
                                                                                each.definition()
                                                                                        .machines()
                                                                                        .size()))),
                                column(
                                        "plans.column.drill",
                                        88,
                                        Tables.Align.RIGHT,
                                        () ->
                                                new PlanCells.Words(
                                                        Texts.muted(""),
                                                        each ->
                                                                words.lastDrill(
                                                                        each, now.get())))));
        made.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        Tables.padEdges(made);
        made.setPlaceholder(Texts.muted(""));
        return made;
    }

    private TableColumn<PlanRow, PlanView> column(
            String key,
            double width,
            Tables.Align align,
            Supplier<Tables.CellView<PlanView>> cell) {
        TableColumn<PlanRow, PlanView> column =
                Tables.node(
                        ui.text(key),
                        ui.px(width),
                        align,
                        row -> (ObservableValue<PlanView>) row.viewProperty(),
                        cell);
        column.setSortable(false);
        column.setMinWidth(ui.px(width) * LEAST);
        return column;
    }

    void showCount(int plans) {
        count.setText(plans == 0 ? "" : ui.text("plans.count", "count", plans));
        Children.show(root, List.of(titleRow, plans == 0 ? nothing : columns));
    }

    void showPlan(PlanView chosen) {
        plan.show(chosen);
    }

    void showRun(Optional<PlanRunView> shown, Instant now) {
        List<Node> cards = new ArrayList<>();
        if (shown.isPresent()) {
            Optional<PlanRunStep> asking = PlansModel.asking(shown.get());
            asking.ifPresent(step -> {
                ask.show(step, now);
                cards.add(ask.node());
            });
            run.show(shown.get(), now);
            cards.add(run.node());
        }
        Children.show(right, cards);
    }
}
