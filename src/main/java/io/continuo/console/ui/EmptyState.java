package io.continuo.console.ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

import org.kordamp.ikonli.Ikon;

/** An empty screen or list: says so in a sentence and teaches the first step. */
public final class EmptyState extends VBox {
    private static final double READABLE_WIDTH = 440;

    public EmptyState(Ikon ikon, String sentence, String firstStep, Node... acts) {
        getStyleClass().add("empty-state");
        getChildren()
                .addAll(
                        Icon.large(ikon),
                        centred(Texts.subtitle(sentence)),
                        centred(Texts.muted(firstStep)));
        if (acts.length > 0) {
            var row = new HBox(8, acts);
            row.setAlignment(javafx.geometry.Pos.CENTER);
            VBox.setMargin(row, new javafx.geometry.Insets(8, 0, 0, 0));
            getChildren().add(row);
        }
    }

    private static Label centred(Label label) {
        label.setTextAlignment(TextAlignment.CENTER);
        label.setAlignment(javafx.geometry.Pos.CENTER);
        label.setMaxWidth(READABLE_WIDTH);
        return Texts.wrapped(label);
    }
}
