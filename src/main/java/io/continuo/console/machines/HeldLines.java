package io.continuo.console.machines;

import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;
import io.continuo.console.state.CacheForecast;
import io.continuo.console.ui.ChangeLogWords;
import io.continuo.console.ui.Children;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where changes are held back: what the agent's change log keeps and why, and when the process
 * server's cache is full. Only what is worth a word.
 */
final class HeldLines {
    private final Ui ui;
    private final Line log;
    private final Line cache;
    private final VBox node = Styles.add(new VBox(6), "held-lines");

    HeldLines(Ui ui) {
        this.ui = ui;
        log = new Line(ui);
        cache = new Line(ui);
    }

    Node node() {
        return node;
    }

    /**
     * @param server name of the process server
     * @param forecast of its cache
     */
    void show(
            MachineView machine,
            Optional<String> server,
            Optional<CacheForecast> forecast,
            Instant now) {
        List<Node> lines = new ArrayList<>();
        machine.changeLog()
                .filter(held -> !ChangeLogWords.isInitial(held))
                .ifPresent(held -> {
                    log.show(ChangeLogWords.state(held.mode()), ChangeLogWords.sentence(ui, held));
                    lines.add(log.node);
                });
        forecast.flatMap(CacheForecast::full)
                .ifPresent(full -> {
                    cache.show(
                            forecast.get().health(),
                            ui.text(
                                    "machine.cache.full",
                                    "server",
                                    server.orElse(ui.text("word.hop.PROCESS_SERVER")),
                                    "span",
                                    ui.format().rough(full),
                                    "time",
                                    ui.format().when(now.plus(full), now)));
                    lines.add(cache.node);
                });
        Children.show(node, lines);
        node.setVisible(!lines.isEmpty());
        node.setManaged(!lines.isEmpty());
    }

    /** A shape and a sentence. */
    private static final class Line {
        private final StateShape shape;
        private final Label words = Texts.wrapped(Texts.body(""));
        private final HBox node;

        private Line(Ui ui) {
            shape = new StateShape(Health.HEALTHY, ui.px(12));
            HBox.setHgrow(words, Priority.ALWAYS);
            HBox.setMargin(shape, new Insets(ui.px(4), 0, 0, 0));
            node = new HBox(8, shape, words);
        }

        private void show(Health state, String text) {
            shape.setHealth(state);
            words.setText(text);
        }
    }
}
