package io.continuo.console.machines;

import io.continuo.api.event.EventView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Children;
import io.continuo.console.ui.Doors;
import io.continuo.console.ui.EventWords;
import io.continuo.console.ui.Kept;
import io.continuo.console.ui.SeverityMark;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The newest events of a machine; each is a door to the list of events. */
final class EventsCard {
    private static final int SHOWN = 6;

    final Hyperlink all;
    private final Ui ui;
    private final Card card;
    private final VBox rows = new VBox();
    private final Consumer<EventView> open;
    private final Kept<EventView, Node> kept = new Kept<>(this::row);
    private final Node none;
    private Instant latest = Instant.EPOCH;

    /**
     * @param open shows an event in its list
     */
    EventsCard(Ui ui, Consumer<EventView> open) {
        this.ui = ui;
        this.open = open;
        none = Styles.add(new HBox(Texts.muted(ui.text("machine.events.none"))), "event-row");
        all = Buttons.link(ui.text("machine.events.all"), () -> {});
        card = Card.titled(ui.text("machine.events"), rows).trailing(all);
    }

    Node node() {
        return card;
    }

    void show(List<EventView> newestFirst, Instant now) {
        latest = now;
        List<Node> shown =
                newestFirst.isEmpty()
                        ? List.of(none)
                        : kept.of(newestFirst.stream().limit(SHOWN).toList());
        Children.show(rows, shown);
        shown.forEach(row -> Styles.toggle(row, "last", row == shown.getLast()));
        all.setVisible(!newestFirst.isEmpty());
    }

    private Node row(EventView event) {
        Instant now = latest;
        String sentence = EventWords.sentence(ui, event);
        Label text = Texts.body(sentence);
        text.setTooltip(new Tooltip(sentence));
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        var row =
                Styles.add(
                        new HBox(
                                new SeverityMark(ui).show(event.severity()),
                                text,
                                Texts.whole(Texts.caption(ui.format().when(event.time(), now)))),
                        "event-row");
        return Doors.open(
                row,
                ui.text(
                        "machine.event.accessible",
                        "event",
                        sentence,
                        "time",
                        ui.format().relativeAndAbsolute(event.time(), now)),
                () -> open.accept(event));
    }
}
