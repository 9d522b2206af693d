package io.continuo.console.machines;

import io.continuo.api.machine.Health;
import io.continuo.api.machine.HealthReason;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Children;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is there of the history the policy promises: a sentence, and each window as a strip. */
final class RetentionLine {
    private static final double STRIP = 12;
    private static final String SHORT = "HISTORY_SHORT";

    private final Ui ui;
    private final StateShape shape;
    private final Label sentence = Texts.wrapped(Texts.body(""));
    private final HBox columns = new HBox(8);
    private final List<Column> made = new ArrayList<>();
    private final VBox node;

    RetentionLine(Ui ui) {
        this.ui = ui;
        shape = new StateShape(Health.WARNING, ui.px(12));
        HBox.setHgrow(sentence, Priority.ALWAYS);
        var line = new HBox(8, shape, sentence);
        line.setAlignment(Pos.CENTER_LEFT);
        node = Styles.add(new VBox(6, line, columns), "retention");
    }

    Node node() {
        return node;
    }

    void show(MachineView machine, RetentionPicture picture, Instant now) {
        Optional<HealthReason> alert =
                machine.healthReasons().stream()
                        .filter(reason -> reason.code().equals(SHORT))
                        .findFirst();
        alert.ifPresent(reason -> shape.setHealth(reason.health()));
        shape.setVisible(alert.isPresent());
        shape.setManaged(alert.isPresent());
        String words = words(machine, picture, alert.isPresent(), now);
        sentence.setText(words);
        node.setAccessibleText(words);
        while (made.size() < picture.windows().size()) {
            made.add(new Column());
        }
        List<Column> shown = made.subList(0, picture.windows().size());
        for (int i = 0; i < shown.size(); i++) {
            shown.get(i)
                    .show(
                            picture.windows().get(i),
                            alert.map(HealthReason::health).orElse(Health.WARNING));
        }
        Children.show(columns, shown);
    }

    private String words(
            MachineView machine, RetentionPicture picture, boolean alert, Instant now) {
        Object held = ui.format().span(picture.held());
        Object promised = ui.format().set(picture.promised());
        if (picture.windows().isEmpty()) {
            return ui.text("machine.history.latestOnly");
        }
        if (alert) {
            return ui.text("machine.history.short", "held", held, "promised", promised);
        }
        Duration age = Duration.between(machine.protectedSince(), now);
        if (age.compareTo(picture.promised()) < 0) {
            return ui.text("machine.history.young", "held", held, "promised", promised);
        }
        return picture.missing() == 0
                ? ui.text("machine.history.whole", "promised", promised)
                : ui.text(
                        "machine.history.gaps", "promised", promised, "missing", picture.missing());
    }

    /** A window and what it holds of what it should. */
    private final class Column extends VBox {
        private final RetentionStrip strip = new RetentionStrip(ui.px(STRIP));
        private final Label caption = Texts.micro("");

        private Column() {
            super(2);
            caption.setMinWidth(0);
            getChildren().addAll(strip, Styles.add(caption, Styles.MUTED));
            setPrefWidth(1);
            setMinWidth(0);
            HBox.setHgrow(this, Priority.ALWAYS);
        }

        private void show(RetentionPicture.Window window, Health missing) {
            strip.show(window.stretches());
            Styles.toggle(strip, "over-warning", missing != Health.CRITICAL);
            caption.setText(
                    ui.text(
                            window.youngest() ? "machine.history.recent" : "machine.history.older",
                            "span",
                            ui.format().set(window.upToAge()),
                            "every",
                            ui.format().set(window.every()),
                            "held",
                            window.held(),
                            "promised",
                            window.promised()));
        }
    }
}
