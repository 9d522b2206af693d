package io.continuo.console.overview;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Measure;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Children;
import io.continuo.console.ui.Kept;
import io.continuo.console.ui.Quantity;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.States;
import io.continuo.console.ui.StatusBadge;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The worst root cause in one sentence, or that all is well: 136 high and tinted with acts, 88 high
 * and calm. Screen readers are told when the sentence changes.
 */
final class Banner extends HBox {
    private static final double CALM = 88;
    private static final double ALARM = 112;
    private static final List<String> TINTS = List.of("critical", "warning", "unknown", "calm");

    private final Ui ui;
    private final StateShape shape;
    private final Label word = Texts.whole(Texts.of("", Styles.SMALL, Styles.STRONG));
    private final Label since = Texts.of("", Styles.SMALL);
    private final HBox wordLine = new HBox(4, word, since);
    private final Label sentence = Texts.wrapped(Texts.title(""));
    private final Label more = Texts.wrapped(Texts.body(""));
    private final HBox acts = new HBox(8);
    private final HBox figures = new HBox(20);
    private final Kept<String, Button> kept = new Kept<>(any -> Buttons.compact("", () -> {}));

    Banner(Ui ui) {
        this.ui = ui;
        this.shape = new StateShape(Health.UNKNOWN, ui.px(32));
        getStyleClass().addAll("ct-card", "banner");
        var words = new VBox(wordLine, sentence, more, acts);
        words.setAlignment(Pos.CENTER_LEFT);
        words.getStyleClass().add("words");
        VBox.setMargin(more, new Insets(2, 0, 0, 0));
        VBox.setMargin(acts, new Insets(10, 0, 0, 0));
        HBox.setHgrow(words, Priority.ALWAYS);
        figures.setMinWidth(USE_PREF_SIZE);
        figures.getStyleClass().add("figures");
        show(acts, false);
        getChildren().addAll(shape, words, figures);
    }

    /**
     * What the banner says.
     *
     * @param health tints it; healthy is calm
     * @param since beside the state's word; empty hides the line
     * @param sentence the cause
     * @param more why, and what to do
     */
    record Says(Health health, Optional<String> since, String sentence, String more) {}

    void say(Says says) {
        shape.setHealth(says.health());
        boolean calm = says.health() == Health.HEALTHY;
        String tint =
                switch (says.health()) {
                    case HEALTHY -> "calm";
                    case WARNING -> "warning";
                    case CRITICAL -> "critical";
                    case UNKNOWN -> "unknown";
                };
        TINTS.forEach(each -> Styles.toggle(this, each, each.equals(tint)));
        Styles.toggle(this, "on-critical-tint", says.health() == Health.CRITICAL);
        word.setText(States.word(ui, says.health()));
        Styles.state(word, says.health());
        since.setText(says.since().orElse(""));
        show(wordLine, !calm && says.since().isPresent());
        Styles.toggle(more, Styles.MUTED, calm);
        more.setText(says.more());
        show(more, !says.more().isEmpty());
        if (!says.sentence().equals(sentence.getText())) {
            sentence.setText(says.sentence());
            setAccessibleText(word.getText() + ", " + says.sentence());
            notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        }
    }

    /** As high as its words need: never squeezed when the window is small. */
    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        boolean calm = getStyleClass().contains("calm");
        return Math.max(ui.px(calm ? CALM : ALARM), super.computePrefHeight(width));
    }

    /**
     * A button of the banner.
     *
     * @param meaning by which its button stays the same while its words change, such as a count
     */
    record Act(String meaning, String words, Runnable action) {}

    /** The acts, the first being the one to take. */
    void acts(List<Act> all) {
        List<Button> buttons = kept.of(all.stream().map(Act::meaning).toList());
        for (int i = 0; i < all.size(); i++) {
            Act act = all.get(i);
            buttons.get(i).setText(act.words());
            buttons.get(i).setOnAction(event -> act.action().run());
            Styles.toggle(buttons.get(i), "accent", i == 0);
        }
        Children.show(acts, buttons);
        show(acts, !buttons.isEmpty());
    }

    /** A number at the right with its words below. */
    record Figure(Measure number, Health health, String words, Node below) {}

    void figures(List<Figure> all) {
        figures.getChildren().clear();
        for (Figure figure : all) {
            boolean calm = getStyleClass().contains("calm");
            var number =
                    new Quantity(calm ? Quantity.Size.MID : Quantity.Size.BIG, figure.number())
                            .state(figure.health());
            Label words = calm ? Texts.caption(figure.words()) : Texts.name(figure.words());
            words.getStyleClass().remove(Styles.MEDIUM);
            var box = new VBox(number, words);
            box.setAlignment(Pos.CENTER_LEFT);
            box.setMinWidth(ui.px(116));
            if (figure.below() != null) {
                VBox.setMargin(figure.below(), new Insets(6, 0, 0, 0));
                box.getChildren().add(figure.below());
            }
            figures.getChildren().addAll(Styles.add(Texts.verticalHairline(), "banner-rule"), box);
        }
    }

    /** Counts of machines by state, worst first, as shapes with numbers. */
    Node byState(Map<Health, Integer> counts) {
        var row = new HBox(12);
        for (Health health :
                List.of(Health.CRITICAL, Health.WARNING, Health.UNKNOWN, Health.HEALTHY)) {
            int count = counts.getOrDefault(health, 0);
            if (count > 0) {
                row.getChildren().add(StatusBadge.count(ui, health, count));
            }
        }
        return row;
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
