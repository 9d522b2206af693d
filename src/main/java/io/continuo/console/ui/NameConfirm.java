package io.continuo.console.ui;

import io.continuo.console.fx.Ui;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Asks for a name to be typed before anything live is touched; says when it matches. */
public final class NameConfirm extends VBox {
    private final TextField field = new TextField();
    private final BooleanBinding matches;

    /**
     * @param prompt the sentence above the field, with emphasis marked
     * @param name what has to be typed, exactly
     */
    public NameConfirm(Ui ui, String prompt, String name) {
        super(8);
        matches =
                Bindings.createBooleanBinding(
                        () -> field.getText().equals(name), field.textProperty());
        field.setAccessibleText(ui.text("confirm.accessible", "name", name));
        Label says = Texts.small(ui.text("confirm.matches"));
        says.setGraphic(Icon.inText(MaterialDesignC.CHECK));
        says.setMouseTransparent(true);
        says.visibleProperty().bind(matches);
        StackPane.setAlignment(says, javafx.geometry.Pos.CENTER_RIGHT);
        StackPane.setMargin(says, new javafx.geometry.Insets(0, 10, 0, 0));
        var sentence = new Sentence(prompt, Styles.SMALL);
        getChildren().addAll(sentence, new StackPane(field, says));
    }

    /** True while the typed name is the name; bind the button's {@code disable} to its negation. */
    public BooleanBinding matches() {
        return matches;
    }

    public TextField field() {
        return field;
    }
}
