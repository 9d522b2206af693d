package io.continuo.console.groups;

import io.continuo.api.error.Problem;
import io.continuo.api.group.GroupView;
import io.continuo.api.machine.MarkRequest;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.ModalHost;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

import java.util.function.Consumer;

/** Asks what to call a point of all members, and whether applications are quiesced for it. */
final class GroupMarkDialog {
    private static final double WIDTH = 480;

    private final Ui ui;
    private final ModalHost modals;
    private final GroupView group;
    private final Consumer<MarkRequest> submit;
    private final TextField label = new TextField();
    private final CheckBox app;
    private final Label note;
    private final Button act;
    private final VBox body;

    /**
     * @param submit asks the server; answers by {@link #fail} or by closing the host
     */
    GroupMarkDialog(Ui ui, ModalHost modals, GroupView group, Consumer<MarkRequest> submit) {
        this.ui = ui;
        this.modals = modals;
        this.group = group;
        this.submit = submit;
        act =
                Buttons.primary(
                        ui.text("groups.mark.act", "count", group.machines().size()), this::submit);
        act.setId("group-mark");
        label.setPromptText(ui.text("groups.mark.prompt"));
        label.setAccessibleText(ui.text("groups.mark.prompt"));
        label.setOnAction(event -> submit());
        app = new CheckBox(ui.text("groups.mark.app"));
        note = Styles.add(Texts.wrapped(new Label(ui.text("groups.mark.app.note"))), "field-note");
        body =
                new VBox(
                        16,
                        Texts.wrapped(
                                Texts.body(
                                        ui.text(
                                                "groups.mark.what",
                                                "count",
                                                group.machines().size()))),
                        label,
                        new VBox(4, app, note));
    }

    void open() {
        modals.show(
                ui.text("groups.mark.title", "group", group.name()),
                body,
                WIDTH,
                () -> {},
                Buttons.normal(ui.text("groups.cancel"), modals::close),
                act);
        label.requestFocus();
    }

    private void submit() {
        if (!act.isDisabled()) {
            act.setDisable(true);
            body.getChildren().removeIf(ErrorPanel.class::isInstance);
            submit.accept(new MarkRequest(label.getText().strip(), app.isSelected()));
        }
    }

    /** Says why it was refused; what was entered stays. */
    void fail(Problem problem) {
        act.setDisable(false);
        body.getChildren().removeIf(ErrorPanel.class::isInstance);
        body.getChildren().add(new ErrorPanel(ui, problem));
    }
}
