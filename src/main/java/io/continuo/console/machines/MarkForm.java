package io.continuo.console.machines;

import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.function.Consumer;

/** Asks, in place, what to call a point marked now; the name may stay empty. */
final class MarkForm {
    private final Ui ui;
    private final TextField label = new TextField();
    private final Button mark;
    private final Button cancel;
    private final Label note = Texts.caption("");
    private final VBox node;
    private Consumer<String> onMark = text -> {};
    private Runnable onCancel = () -> {};

    MarkForm(Ui ui) {
        this.ui = ui;
        label.setPromptText(ui.text("machine.mark.prompt"));
        label.setAccessibleText(ui.text("machine.mark.prompt"));
        HBox.setHgrow(label, Priority.ALWAYS);
        label.setMaxWidth(ui.px(360));
        mark = Styles.add(Buttons.primary(ui.text("machine.mark.act"), this::submit), "inline");
        cancel = Buttons.flat(ui.text("machine.mark.cancel"), () -> onCancel.run());
        var row = new HBox(8, label, mark, cancel);
        row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        node = Styles.add(new VBox(6, row, note), "mark-form");
        HBox.setHgrow(node, Priority.ALWAYS);
        label.setOnAction(event -> submit());
        node.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        onCancel.run();
                        event.consume();
                    }
                });
        ready();
    }

    Node node() {
        return node;
    }

    void onMark(Consumer<String> action) {
        onMark = action;
    }

    void onCancel(Runnable action) {
        onCancel = action;
    }

    void focus() {
        label.requestFocus();
    }

    private void submit() {
        if (!mark.isDisabled()) {
            onMark.accept(label.getText().strip());
        }
    }

    /** Waits for the point to become durable. */
    void busy() {
        mark.setDisable(true);
        note.setText(ui.text("machine.mark.busy"));
        node.getChildren().remove(2, node.getChildren().size());
    }

    void ready() {
        mark.setDisable(false);
        note.setText(ui.text("machine.mark.note"));
        node.getChildren().remove(2, node.getChildren().size());
    }

    /** Says why it failed; what was typed stays. */
    void fail(ErrorPanel problem) {
        ready();
        node.getChildren().add(problem);
    }

    void clear() {
        label.clear();
        ready();
    }
}
