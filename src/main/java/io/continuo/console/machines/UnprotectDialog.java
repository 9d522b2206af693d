package io.continuo.console.machines;

import io.continuo.api.error.Problem;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.Icon;
import io.continuo.console.ui.ModalHost;
import io.continuo.console.ui.NameConfirm;
import io.continuo.console.ui.Sentence;
import io.continuo.console.ui.Styles;

import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/** Says what unprotecting deletes, what it cuts and what stays, and asks for the name. */
final class UnprotectDialog {
    private static final double WIDTH = 480;

    private final Ui ui;
    private final ModalHost modals;
    private final NameConfirm confirm;
    private final VBox body;
    private final Button act;
    private final Runnable submit;
    private boolean busy;

    /**
     * @param submit starts it; answers by {@link #fail} or by closing the host
     */
    UnprotectDialog(Ui ui, ModalHost modals, MachineView machine, Runnable submit) {
        this.ui = ui;
        this.modals = modals;
        this.submit = submit;
        confirm =
                new NameConfirm(
                        ui,
                        ui.messages().rich("machine.unprotect.type", "machine", machine.name()),
                        machine.name());
        act =
                Buttons.primary(
                        ui.text("machine.unprotect.act", "machine", machine.name()), this::submit);
        act.setDisable(true);
        confirm.matches().subscribe(matches -> act.setDisable(!matches || busy));
        confirm.field().setOnAction(event -> submit());
        body =
                new VBox(
                        12,
                        line(
                                MaterialDesignD.DELETE_OUTLINE,
                                ui.messages()
                                        .rich(
                                                "machine.unprotect.deleted",
                                                "count",
                                                machine.pointCount())),
                        line(
                                MaterialDesignL.LAN_DISCONNECT,
                                ui.messages()
                                        .rich(
                                                "machine.unprotect.cut",
                                                "count",
                                                machine.disks().size())),
                        line(
                                MaterialDesignC.CHECK,
                                ui.messages()
                                        .rich(
                                                "machine.unprotect.stays",
                                                "machine",
                                                machine.name())),
                        confirm);
    }

    private static HBox line(Ikon ikon, String rich) {
        var sentence = new Sentence(rich);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        sentence.setMinWidth(0);
        return Styles.add(new HBox(12, Icon.inList(ikon), sentence), "consequence");
    }

    void open() {
        modals.show(
                ui.text("machine.unprotect.title"),
                body,
                WIDTH,
                () -> {},
                Buttons.normal(ui.text("machine.unprotect.keep"), modals::close),
                act);
        confirm.field().requestFocus();
    }

    private void submit() {
        if (!act.isDisabled()) {
            busy = true;
            act.setDisable(true);
            body.getChildren().removeIf(ErrorPanel.class::isInstance);
            submit.run();
        }
    }

    /** Says why it was refused; what was typed stays. */
    void fail(Problem problem) {
        busy = false;
        act.setDisable(!confirm.matches().get());
        body.getChildren().removeIf(ErrorPanel.class::isInstance);
        body.getChildren().add(new ErrorPanel(ui, problem));
    }
}
