package io.continuo.console.machines;

import io.continuo.api.error.Problem;
import io.continuo.api.machine.RoleState;
import io.continuo.api.machine.TestFailoverView;
import io.continuo.api.machine.ViewDisk;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.CopyButton;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.Words;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The drill that runs: from which point, where to attach, and how it ends. */
final class DrillCard {
    final Button cleanUp;
    private final Ui ui;
    private final Card card;
    private final Label point = Texts.wrapped(Texts.body(""));
    private final VBox disks = new VBox(4);
    private final VBox body;
    private Optional<TestFailoverView> shown = Optional.empty();

    DrillCard(Ui ui) {
        this.ui = ui;
        cleanUp = Buttons.primary(ui.text("machine.drill.cleanUp"), () -> {});
        body =
                new VBox(
                        8,
                        point,
                        disks,
                        Texts.wrapped(Texts.caption(ui.text("machine.drill.note"))),
                        cleanUp);
        body.getStyleClass().addAll("body", "under-header");
        card = Card.titled(ui.text("machine.drill"), body);
    }

    Node node() {
        return card;
    }

    void show(TestFailoverView drill, RoleState role, Instant now) {
        card.caption(
                ui.text(
                        "machine.drill.since",
                        "span",
                        ui.format().span(Duration.between(drill.startedAt(), now)),
                        "time",
                        ui.format().when(drill.startedAt(), now)));
        cleanUp.setDisable(role != RoleState.TEST_RUNNING);
        cleanUp.setText(
                ui.text(
                        role == RoleState.TEST_CLEANING
                                ? "machine.drill.cleaning"
                                : "machine.drill.cleanUp"));
        if (shown.equals(Optional.of(drill))) {
            return;
        }
        shown = Optional.of(drill);
        point.setText(
                ui.text(
                        "machine.drill.point",
                        "time",
                        ui.format().exactly(drill.point().time()),
                        "kind",
                        Words.of(ui, drill.point())));
        disks.getChildren().setAll(drill.disks().stream().map(this::disk).toList());
    }

    private Node disk(ViewDisk disk) {
        Label uri = Texts.of(disk.nbdUri(), Styles.MONO, Styles.MUTED);
        uri.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        uri.setTooltip(new Tooltip(disk.nbdUri()));
        uri.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(uri, Priority.ALWAYS);
        Label path = Texts.name(disk.path());
        path.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        path.setTooltip(new Tooltip(disk.path()));
        var row = new HBox(4, uri, CopyButton.icon(ui, ui.text("machine.copyUri"), disk::nbdUri));
        row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        return Styles.add(new VBox(path, row), "drill-disk");
    }

    void showFailure(Problem problem) {
        forgetFailure();
        body.getChildren().add(new ErrorPanel(ui, problem));
        cleanUp.setDisable(false);
    }

    void forgetFailure() {
        body.getChildren().removeIf(ErrorPanel.class::isInstance);
    }
}
