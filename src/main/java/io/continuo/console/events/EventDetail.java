package io.continuo.console.events;

import io.continuo.api.event.EventView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Children;
import io.continuo.console.ui.CopyButton;
import io.continuo.console.ui.EventWords;
import io.continuo.console.ui.SeverityMark;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.Words;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One event in full: what happened, why, what to do. */
final class EventDetail {
    final Hyperlink machine;
    private final Ui ui;
    private final Card card;
    private final VBox body = new VBox(12);
    private final CopyButton copy;
    private final HBox acts;
    private EventView shown;

    EventDetail(Ui ui) {
        this.ui = ui;
        machine = Buttons.link("", () -> {});
        copy = CopyButton.compact(ui, ui.text("events.copy"), () -> text(ui, shown));
        acts = new HBox(copy);
        VBox.setVgrow(acts, Priority.NEVER);
        body.getStyleClass().addAll("body", "under-header");
        card = Card.titled(ui.text("events.detail"), body).trailing(machine);
    }

    Node node() {
        return card;
    }

    EventView shown() {
        return shown;
    }

    void show(EventView event, Instant now) {
        shown = event;
        machine.setText(event.machine().orElse(""));
        machine.setVisible(event.machine().isPresent());
        var mark = new SeverityMark(ui).show(event.severity());
        Label word = Texts.of(Words.of(ui, event.severity()), Styles.BODY, Styles.MEDIUM);
        Styles.state(word, Words.health(event.severity()));
        var state = new HBox(6, mark, word);
        state.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        Label sentence = Texts.wrapped(Texts.subtitle(EventWords.sentence(ui, event)));
        List<Node> parts = new ArrayList<>();
        parts.add(
                new VBox(
                        4,
                        state,
                        sentence,
                        Texts.caption(
                                ui.text(
                                        "events.time",
                                        "relative",
                                        ui.format().relative(event.time(), now),
                                        "exactly",
                                        ui.format().exactly(event.time())))));
        part("events.cause", EventWords.cause(ui, event)).ifPresent(parts::add);
        part("events.correction", EventWords.correction(ui, event)).ifPresent(parts::add);
        parts.add(acts);
        Children.show(body, parts);
    }

    private Optional<Node> part(String nameKey, String text) {
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new VBox(
                                2,
                                Texts.caption(ui.text(nameKey)),
                                Texts.wrapped(Texts.body(text))));
    }

    /** All of it, for a ticket or a mail; the code is only here. */
    static String text(Ui ui, EventView event) {
        List<String> lines = new ArrayList<>();
        lines.add(ui.format().exactly(event.time()) + "  " + event.code());
        event.machine().ifPresent(lines::add);
        lines.add(EventWords.sentence(ui, event));
        lines.add(EventWords.cause(ui, event));
        lines.add(EventWords.correction(ui, event));
        lines.removeIf(String::isEmpty);
        return String.join("\n", lines);
    }
}
