package io.continuo.console.ui;

import io.continuo.console.fx.Ui;

import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** A text to be used elsewhere, such as an address: selectable, and copied by one button. */
public final class CopyField extends HBox {
    private final Ui ui;
    private final TextField field = Styles.add(new TextField(), Styles.MONO);
    private final Button copy;

    /**
     * @param what it is, for screen readers and the button's tooltip
     */
    public CopyField(Ui ui, String what, String text) {
        super(8);
        this.ui = ui;
        field.setText(text);
        field.setEditable(false);
        field.setAccessibleText(what);
        HBox.setHgrow(field, Priority.ALWAYS);
        copy = Buttons.normal(ui.text("copy.act"), this::copy);
        copy.setGraphic(Icon.inButton(MaterialDesignC.CONTENT_COPY));
        copy.setAccessibleText(ui.text("copy.accessible", "what", what));
        getChildren().addAll(field, copy);
    }

    public String text() {
        return field.getText();
    }

    private void copy() {
        var content = new ClipboardContent();
        content.putString(field.getText());
        Clipboard.getSystemClipboard().setContent(content);
        copy.setText(ui.text("copy.done"));
        copy.setGraphic(Icon.inButton(MaterialDesignC.CHECK));
    }
}
