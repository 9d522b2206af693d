package io.continuo.console.machines;

import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.EmptyState;
import io.continuo.console.ui.FilterField;
import io.continuo.console.ui.MenuChoice;
import io.continuo.console.ui.StateSegments;
import io.continuo.console.ui.States;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.Words;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the list of machines looks. */
final class MachinesView {
    private static final List<Health> WORST_FIRST =
            List.of(Health.CRITICAL, Health.WARNING, Health.UNKNOWN, Health.HEALTHY);

    final FilterField filter;
    final StateSegments<Optional<Health>> health;
    final MenuChoice<Optional<DataState>> dataState;
    final MenuChoice<Grouping> grouping;
    final MachineTable machines;
    private final Ui ui;
    private final Label summary = Texts.caption("");
    private final Label count = Texts.caption("");
    private final Button protect;
    private final Button firstProtect;
    private final Hyperlink clear;
    private final Button clearAll;
    private final boolean canProtect;
    private final VBox root;
    private final HBox toolbar;
    private final Card list;
    private final Card nothing;

    /**
     * @param canProtect whether there is a wizard to go to
     */
    MachinesView(Ui ui, MachineTable machines, boolean canProtect) {
        this.ui = ui;
        this.machines = machines;
        this.canProtect = canProtect;
        filter = new FilterField(ui, ui.text("machines.filter"));
        health = new StateSegments<>(ui, ui.text("machines.byHealth"));
        health.add(Optional.empty(), Optional.empty());
        WORST_FIRST.forEach(each -> health.add(Optional.of(each), Optional.of(each)));
        dataState = new MenuChoice<>(ui.text("machines.byData"));
        dataState.offer(List.of(Optional.empty()), this::dataWord, this::dataWord);
        grouping = new MenuChoice<>(ui.text("machines.grouping"));
        grouping.offer(Arrays.asList(Grouping.values()), this::groupingWord, this::groupingWord);
        protect = Buttons.primary(ui.text("machines.protect"), () -> {});
        firstProtect = Buttons.primary(ui.text("machines.protect"), () -> {});
        clear = Buttons.plainLink(ui.text("machines.clear"), () -> {});
        clearAll = Buttons.normal(ui.text("machines.clear"), () -> {});
        machines.node()
                .setPlaceholder(
                        new EmptyState(
                                MaterialDesignM.MAGNIFY,
                                ui.text("machines.noMatch.title"),
                                ui.text("machines.noMatch.text"),
                                clearAll));
        toolbar =
                Styles.add(
                        new HBox(filter, health, dataState, Texts.spacer(), grouping), "filters");
        list = new Card(machines.node(), footer());
        VBox.setVgrow(machines.node(), Priority.ALWAYS);
        VBox.setVgrow(list, Priority.ALWAYS);
        nothing = nothing();
        root = Styles.add(new VBox(titleRow()), "page-under-title");
        filter.serve(root, machines.node());
    }

    void onProtect(Runnable action) {
        protect.setOnAction(event -> action.run());
        firstProtect.setOnAction(event -> action.run());
    }

    void onClear(Runnable action) {
        clear.setOnAction(event -> action.run());
        clearAll.setOnAction(event -> action.run());
    }

    private Card nothing() {
        var teaches =
                new EmptyState(
                        MaterialDesignS.SERVER,
                        ui.text("machines.empty.title"),
                        ui.text("machines.empty.text"),
                        canProtect ? new Node[] {firstProtect} : new Node[0]);
        VBox.setVgrow(teaches, Priority.ALWAYS);
        var card = new Card(teaches);
        VBox.setVgrow(card, Priority.ALWAYS);
        return card;
    }

    private HBox titleRow() {
        var titles = new HBox(8, Texts.title(ui.text("machines.title")), summary);
        titles.setAlignment(javafx.geometry.Pos.BASELINE_LEFT);
        var row = Styles.add(new HBox(titles, Texts.spacer()), "title-row");
        if (canProtect) {
            row.getChildren().add(protect);
        }
        return row;
    }

    private HBox footer() {
        return Styles.add(
                new HBox(count, clear, Texts.spacer(), Texts.caption(ui.text("machines.keys"))),
                "table-footer");
    }

    Node root() {
        return root;
    }

    /** Shows how many there are, in every place that says so. */
    void show(MachineCounts counts, MachineFilter shown) {
        boolean none = counts.all() == 0;
        List<Node> body = none ? List.of(nothing) : List.of(toolbar, list);
        if (!root.getChildren().contains(body.getFirst())) {
            root.getChildren().remove(1, root.getChildren().size());
            root.getChildren().addAll(body);
        }
        protect.setVisible(!none);
        summary.setText(
                none
                        ? ""
                        : ui.text(
                                "machines.summary",
                                "disks",
                                counts.disks(),
                                "size",
                                ui.format().bytes(counts.bytes())));
        count.setText(
                ui.text(
                        shown.isAll() ? "machines.count.all" : "machines.count.some",
                        "shown",
                        counts.shown(),
                        "all",
                        counts.all()));
        clear.setVisible(!shown.isAll());
        showHealth(counts);
        showDataStates(counts);
    }

    private void showHealth(MachineCounts counts) {
        health.show(
                Optional.empty(),
                ui.text("machines.state.all", "count", counts.found()),
                counts.found() == 0);
        for (Health each : WORST_FIRST) {
            int of = counts.byHealth().getOrDefault(each, 0);
            health.show(Optional.of(each), States.counted(ui, each, of), of == 0);
        }
    }

    private void showDataStates(MachineCounts counts) {
        if (dataState.isShowing()) {
            return;
        }
        Optional<DataState> chosen = dataState.valueProperty().get();
        List<Optional<DataState>> choices = new ArrayList<>(List.of(Optional.empty()));
        for (DataState each : DataState.values()) {
            if (counts.byDataState().containsKey(each) || chosen.equals(Optional.of(each))) {
                choices.add(Optional.of(each));
            }
        }
        dataState.offer(choices, choice -> countedDataWord(choice, counts), this::dataWord);
    }

    private String countedDataWord(Optional<DataState> choice, MachineCounts counts) {
        return ui.text(
                "machines.data.counted",
                "state",
                dataWord(choice),
                "count",
                choice.map(state -> counts.byDataState().getOrDefault(state, 0))
                        .orElse(counts.found()));
    }

    private String dataWord(Optional<DataState> choice) {
        return choice.map(state -> Words.of(ui, state)).orElse(ui.text("machines.data.any"));
    }

    private String groupingWord(Grouping each) {
        return ui.text("machines.grouping." + each);
    }
}
