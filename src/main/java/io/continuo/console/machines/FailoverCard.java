package io.continuo.console.machines;

import io.continuo.api.machine.FailoverView;
import io.continuo.api.machine.ViewDisk;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.CopyButton;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The failover that waits for something: from which point, how it started, where its disks are. */
final class FailoverCard {
    private final Ui ui;
    private final Card card;
    private final Label point = Texts.wrapped(Texts.body(""));
    private final Label started = Texts.wrapped(Texts.body(""));
    private final Label source = Texts.wrapped(Texts.caption(""));
    private final VBox disks = new VBox(4);
    private List<ViewDisk> shown = List.of();

    FailoverCard(Ui ui) {
        this.ui = ui;
        var body = new VBox(8, point, started, disks, source);
        body.getStyleClass().addAll("body", "under-header");
        card = Card.titled(ui.text("machine.failover"), body);
    }

    Node node() {
        return card;
    }

    void show(FailoverView over, Instant now) {
        card.caption(
                ui.text(
                        "machine.failover.since",
                        "span",
                        ui.format().span(Duration.between(over.startedAt(), now))));
        text(
                point,
                over.point()
                        .map(at ->
                                ui.text(
                                        "machine.failover.point." + over.kind(),
                                        "time",
                                        ui.format().exactly(at.time()))));
        text(
                started,
                over.startedSeconds()
                        .map(seconds ->
                                ui.text(
                                        "machine.failover.booted",
                                        "span",
                                        ui.format()
                                                .fine(Duration.ofMillis((long) (seconds * 1000))),
                                        "evidence",
                                        over.bootEvidence())));
        source.setText(
                ui.text(over.sourceHeld() ? "machine.failover.held" : "machine.failover.notHeld"));
        if (!over.disks().equals(shown)) {
            shown = over.disks();
            disks.getChildren().setAll(shown.stream().map(this::disk).toList());
        }
    }

    private static void text(Label label, Optional<String> text) {
        label.setText(text.orElse(""));
        label.setVisible(text.isPresent());
        label.setManaged(text.isPresent());
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
        row.setAlignment(Pos.CENTER_LEFT);
        return Styles.add(new VBox(path, row), "drill-disk");
    }
}
