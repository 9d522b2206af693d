package io.continuo.console.protect;

import io.continuo.api.machine.CheckFinding;
import io.continuo.api.machine.DiskFacts;
import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

import java.util.Optional;

/** A disk's path with its button to browse, and below it what was found or what to correct. */
final class DiskRow extends VBox {
    private final Ui ui;
    private final StringProperty path;
    private final TextField field = new TextField();
    private final StateShape shape;
    private final Label note = Texts.wrapped(Texts.small(""));
    private final Label correction = Texts.wrapped(Texts.caption(""));

    DiskRow(Ui ui, StringProperty path, int number, Runnable browse, Runnable remove) {
        super(4);
        this.ui = ui;
        this.path = path;
        shape = new StateShape(Health.UNKNOWN, ui.px(12));
        getStyleClass().add("disk-row");
        field.textProperty().bindBidirectional(path);
        field.setPromptText(ui.text("protect.disk.prompt"));
        field.setAccessibleText(ui.text("protect.disk.accessible", "number", number));
        field.getStyleClass().add(Styles.MONO);
        field.setId("disk-" + number);
        HBox.setHgrow(field, Priority.ALWAYS);
        var count = Texts.muted(ui.format().count(number));
        count.setMinWidth(ui.px(16));
        var line =
                new HBox(
                        8,
                        count,
                        field,
                        Buttons.normal(ui.text("protect.disk.browse"), browse),
                        Styles.add(
                                Buttons.icon(
                                        MaterialDesignC.CLOSE,
                                        ui.text("protect.disk.remove", "number", number),
                                        remove),
                                "flat"));
        line.setAlignment(Pos.CENTER_LEFT);
        var found = new HBox(6, shape, new VBox(note, correction));
        found.setAlignment(Pos.TOP_LEFT);
        HBox.setMargin(shape, new javafx.geometry.Insets(ui.px(2), 0, 0, 0));
        found.setPadding(new javafx.geometry.Insets(0, 0, 0, 24));
        getChildren().addAll(line, found);
    }

    StringProperty path() {
        return path;
    }

    void show(Optional<DiskFacts> facts, Optional<CheckFinding> against) {
        boolean known = facts.isPresent() || against.isPresent();
        shape.setVisible(known);
        shape.setHealth(against.isPresent() ? Health.CRITICAL : Health.HEALTHY);
        Styles.toggle(field, "invalid", against.isPresent());
        Styles.state(note, against.isPresent() ? Health.CRITICAL : Health.HEALTHY);
        note.setText(
                against.map(CheckFinding::message)
                        .or(() -> facts.map(this::found))
                        .orElseGet(() -> ui.text("protect.disk.help")));
        Styles.toggle(note, Styles.MUTED, !known);
        correction.setText(against.map(CheckFinding::correction).orElse(""));
        correction.setVisible(against.isPresent());
        correction.setManaged(against.isPresent());
    }

    private String found(DiskFacts facts) {
        return ui.text(
                "protect.disk.found",
                "size",
                ui.format().bytes(facts.sizeBytes()),
                "used",
                ui.format().bytes(facts.allocatedBytes()));
    }
}
