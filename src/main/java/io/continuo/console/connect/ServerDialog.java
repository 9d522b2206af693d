package io.continuo.console.connect;

import io.continuo.api.error.Problem;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * Address, token file, and the fingerprint the server shows, to be compared before it is pinned.
 */
final class ServerDialog {
    final TextField address = new TextField();
    final TextField tokenFile = new TextField();
    final CheckBox same;
    final Button ask;
    final Button connect;
    private final Ui ui;
    private final Label addressNote = Texts.wrapped(Texts.of("", "field-note"));
    private final Label fingerprint = Texts.wrapped(Texts.of("", Styles.MONO));
    private final VBox shown = new VBox(8);
    private final VBox problem = new VBox();
    private final VBox body;

    /**
     * @param askFingerprint asks the server for its certificate
     * @param browse lets a person choose the token file
     * @param connectNow pins and connects
     */
    ServerDialog(
            Ui ui,
            ConnectModel model,
            Runnable askFingerprint,
            Runnable browse,
            Runnable connectNow) {
        this.ui = ui;
        same = new CheckBox(ui.text("connect.dialog.same"));
        ask = Buttons.normal(ui.text("connect.dialog.ask"), askFingerprint);
        connect = Buttons.primary(ui.text("connect.dialog.connect"), connectNow);
        address.textProperty().bindBidirectional(model.address());
        tokenFile.textProperty().bindBidirectional(model.tokenFile());
        address.setPromptText("https://dr.example.org:8443");
        address.setAccessibleText(ui.text("connect.dialog.address"));
        tokenFile.setAccessibleText(ui.text("connect.dialog.token"));
        address.setOnAction(event -> askFingerprint.run());
        HBox.setHgrow(address, Priority.ALWAYS);
        HBox.setHgrow(tokenFile, Priority.ALWAYS);
        shown.getChildren()
                .addAll(
                        Texts.wrapped(Texts.caption(ui.text("connect.dialog.fingerprint"))),
                        Styles.add(new VBox(fingerprint), "tile", "fingerprint"),
                        same);
        body =
                new VBox(
                        16,
                        field("connect.dialog.address", new HBox(8, address, ask), addressNote),
                        field(
                                "connect.dialog.token",
                                new HBox(
                                        8,
                                        tokenFile,
                                        Buttons.normal(ui.text("connect.dialog.browse"), browse)),
                                Texts.wrapped(
                                        Texts.of(
                                                ui.text("connect.dialog.token.note"),
                                                "field-note"))),
                        shown,
                        problem);
        bind(model);
    }

    private void bind(ConnectModel model) {
        ask.disableProperty()
                .bind(Bindings.createBooleanBinding(() -> model.url().isEmpty(), model.address()));
        connect.disableProperty()
                .bind(
                        model.shownFingerprint()
                                .isEmpty()
                                .or(same.selectedProperty().not())
                                .or(model.tokenFile().isEmpty()));
        model.address()
                .subscribe(text -> {
                    boolean wrong = !text.isBlank() && model.url().isEmpty();
                    Styles.toggle(address, "invalid", wrong);
                    addressNote.setText(
                            ui.text(
                                    wrong
                                            ? "connect.dialog.address.wrong"
                                            : "connect.dialog.address.note"));
                });
        model.shownFingerprint()
                .subscribe(print -> {
                    same.setSelected(false);
                    fingerprint.setText(ConnectModel.grouped(print));
                    shown.setVisible(!print.isEmpty());
                    shown.setManaged(!print.isEmpty());
                });
    }

    Node body() {
        return body;
    }

    void show(Problem newProblem) {
        problem.getChildren().setAll(new ErrorPanel(ui, newProblem));
    }

    void clearProblem() {
        problem.getChildren().clear();
    }

    private VBox field(String titleKey, HBox line, Node note) {
        Label title = Texts.name(ui.text(titleKey));
        return new VBox(4, title, line, note);
    }
}
