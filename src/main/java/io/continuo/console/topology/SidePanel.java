package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Quantity;
import io.continuo.console.ui.StatusBadge;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The facts of the selected thing, 336 wide at the right. Its texts change in place. */
final class SidePanel extends VBox {
    static final double WIDTH = 336;
    private static final int LONG_TITLE = 24;

    private final Ui ui;
    private final PanelMachines machines;
    private final Label title = Texts.heading("");
    private final Label caption = Texts.caption("");
    private final StatusBadge badge;
    private final Label since = Texts.muted("");
    private final Label sentence = Texts.wrapped(Texts.name(""));
    private final Label correction = Texts.wrapped(Texts.muted(""));
    private final GridPane numbers = Styles.add(new GridPane(), "panel-section");
    private final PanelChart chart;
    private final HBox footer = Styles.add(new HBox(8), "panel-footer");
    private final Function<Facts, List<Node>> acts;
    private String shownActs = "";

    /**
     * @param acts the buttons for a thing, the primary one first; none hides the footer
     */
    SidePanel(
            Ui ui, Runnable close, Consumer<String> openMachine, Function<Facts, List<Node>> acts) {
        this.ui = ui;
        this.acts = acts;
        badge = new StatusBadge(ui, Health.UNKNOWN);
        machines = new PanelMachines(ui, openMachine);
        chart = new PanelChart(ui);
        getStyleClass().addAll("side-panel", "map-panel");
        setMinWidth(ui.px(WIDTH));
        setPrefWidth(ui.px(WIDTH));
        setMaxWidth(ui.px(WIDTH));
        var content = new VBox(state(), numbers, chart, machines);
        var scroll = Styles.add(new ScrollPane(content), "page-scroll");
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(header(close), scroll, footer);
        for (int i = 0; i < 2; i++) {
            var half = new ColumnConstraints();
            half.setPercentWidth(50);
            numbers.getColumnConstraints().add(half);
        }
        numbers.setVgap(16);
    }

    private HBox header(Runnable close) {
        title.setMinWidth(0);
        caption.setMinWidth(0);
        var titles = new HBox(8, title, caption);
        titles.setAlignment(Pos.BASELINE_LEFT);
        titles.setMinWidth(0);
        titles.setFillHeight(false);
        HBox.setHgrow(titles, Priority.ALWAYS);
        var cross =
                Styles.add(
                        Buttons.icon(MaterialDesignC.CLOSE, ui.text("topology.panel.close"), close),
                        "flat",
                        "compact");
        var row = Styles.add(new HBox(8, titles, cross), "panel-header");
        row.setAlignment(Pos.CENTER_LEFT);
        row.setFillHeight(false);
        return row;
    }

    private VBox state() {
        var line = new HBox(8, badge, since);
        line.setAlignment(Pos.CENTER_LEFT);
        VBox.setMargin(sentence, new javafx.geometry.Insets(8, 0, 4, 0));
        return Styles.add(new VBox(line, sentence, correction), "panel-section", "first");
    }

    void show(Facts facts) {
        title.setText(facts.title());
        title.setMinWidth(facts.title().length() > LONG_TITLE ? ui.px(WIDTH / 2) : USE_PREF_SIZE);
        caption.setText(facts.caption());
        badge.show(facts.health());
        since.setText(facts.since());
        sentence.setText(facts.sentence());
        says(correction, facts.correction());
        showNumbers(facts.numbers());
        chart.show(facts.chart());
        machines.show(facts.machines());
        List<Node> buttons = acts.apply(facts);
        String about = facts.title() + " " + words(buttons);
        if (!about.equals(shownActs)) {
            // buttons of the same thing are kept: somebody may be pressing one
            shownActs = about;
            footer.getChildren().setAll(buttons);
        }
        footer.setVisible(!buttons.isEmpty());
        footer.setManaged(!buttons.isEmpty());
    }

    private static String words(List<Node> buttons) {
        return String.join("|", buttons.stream().map(SidePanel::word).toList());
    }

    private static String word(Node button) {
        return button instanceof javafx.scene.control.Labeled labeled ? labeled.getText() : "";
    }

    private static void says(Label label, String text) {
        label.setText(text);
        label.setVisible(!text.isEmpty());
        label.setManaged(!text.isEmpty());
    }

    private void showNumbers(List<Facts.Number> all) {
        numbers.setVisible(!all.isEmpty());
        numbers.setManaged(!all.isEmpty());
        if (numbers.getChildren().size() != all.size()) {
            numbers.getChildren().clear();
            for (int i = 0; i < all.size(); i++) {
                numbers.add(
                        new VBox(new Quantity(Quantity.Size.MID), Texts.wrapped(Texts.caption(""))),
                        i % 2,
                        i / 2);
            }
        }
        for (int i = 0; i < all.size(); i++) {
            var cell = (VBox) numbers.getChildren().get(i);
            var quantity = (Quantity) cell.getChildren().getFirst();
            quantity.show(all.get(i).measure());
            quantity.state(all.get(i).state());
            ((Label) cell.getChildren().getLast()).setText(all.get(i).caption());
        }
    }

    Optional<Node> firstMachine() {
        return machines.first();
    }
}
