package io.continuo.console.ui;

import io.continuo.api.error.Problem;
import io.continuo.console.fx.Ui;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.List;

/** What happened, why, what to do, copy details. The code is only in the copied text. */
public final class ErrorPanel extends HBox {
    /**
     * @param acts what can be done from here, such as trying again; may be empty
     */
    public ErrorPanel(Ui ui, Problem problem, Node... acts) {
        getStyleClass().addAll("error-panel", "on-critical-tint");
        var shape = new StateShape(io.continuo.api.machine.Health.CRITICAL, ui.px(20));
        var words = new VBox(2, Texts.wrapped(Texts.name(problem.message())));
        HBox.setHgrow(words, Priority.ALWAYS);
        if (!problem.cause().isEmpty()) {
            words.getChildren().add(Texts.wrapped(Texts.body(problem.cause())));
        }
        if (!problem.correction().isEmpty()) {
            words.getChildren().add(Texts.wrapped(Texts.body(problem.correction())));
        }
        problem.nearest()
                .map(nearest -> ui.text("error.nearest." + nearest))
                .ifPresent(act ->
                        words.getChildren()
                                .add(
                                        Texts.wrapped(
                                                Texts.body(ui.text("error.nearest", "act", act)))));
        Hyperlink copy =
                Buttons.plainLink(ui.text("error.copyDetails"), () -> copy(details(problem)));
        var row = new HBox(8, acts);
        row.getChildren().add(copy);
        row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        VBox.setMargin(row, new javafx.geometry.Insets(4, 0, 0, acts.length == 0 ? -3 : 0));
        words.getChildren().add(row);
        getChildren().addAll(shape, words);
        setAccessibleText(problem.message());
    }

    /** The problem as text: code, message, cause, correction, what it is about. */
    public static String details(Problem problem) {
        String about =
                problem.refs().isEmpty() ? "" : "about: " + String.join(", ", problem.refs());
        return String.join(
                "\n",
                List.of(
                                problem.code() + ": " + problem.message(),
                                problem.cause().isEmpty() ? "" : "cause: " + problem.cause(),
                                problem.correction().isEmpty()
                                        ? ""
                                        : "correction: " + problem.correction(),
                                about,
                                problem.nearest().map(act -> "nearest: " + act).orElse(""))
                        .stream()
                        .filter(line -> !line.isEmpty())
                        .toList());
    }

    private static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
