package io.continuo.console.events;

import io.continuo.api.event.EventView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.AgeLabel;
import io.continuo.console.ui.SeverityMark;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Tables;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.Words;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/** The cells of the list of events. */
final class EventCells {
    private EventCells() {}

    /** Shape and word. */
    static final class Severity implements Tables.CellView<EventView> {
        private final Ui ui;
        private final SeverityMark mark;
        private final Label word = Texts.body("");
        private final HBox place;

        Severity(Ui ui) {
            this.ui = ui;
            mark = new SeverityMark(ui);
            place = new HBox(6, mark, word);
            place.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        public Node node() {
            return place;
        }

        @Override
        public void show(EventView event) {
            mark.show(event.severity());
            word.setText(Words.of(ui, event.severity()));
            Styles.state(word, Words.health(event.severity()));
        }
    }

    /** When it happened, relative and absolute. */
    static final class Time implements Tables.CellView<EventView> {
        private final AgeLabel age;

        Time(Ui ui, Supplier<Instant> now) {
            age = Styles.add(new AgeLabel(ui, now, ui.format()::relativeAndAbsolute), Styles.BODY);
        }

        @Override
        public Node node() {
            return age;
        }

        @Override
        public void show(EventView event) {
            age.show(event.time());
        }
    }

    /** A text of the event. */
    static final class Text implements Tables.CellView<EventView> {
        private final Label label;
        private final Function<EventView, String> text;

        Text(Label label, Function<EventView, String> text) {
            this.label = label;
            this.text = text;
        }

        @Override
        public Node node() {
            return label;
        }

        @Override
        public void show(EventView event) {
            label.setText(text.apply(event));
        }
    }
}
