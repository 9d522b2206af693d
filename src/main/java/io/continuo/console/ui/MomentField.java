package io.continuo.console.ui;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;

import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks for any second that a history still holds, and says which those are. */
public final class MomentField extends VBox {
    private static final double WIDTH = 176;

    private final Ui ui;
    private final Consumer<MomentText> typed;
    private final TextField field = new TextField();
    private final Label note = Styles.add(Texts.wrapped(new Label()), "field-note");
    private Instant oldest = Instant.EPOCH;
    private Instant newest = Instant.EPOCH;
    private MomentText shown = new MomentText.Empty();

    /**
     * @param typed told of every change of what the field means
     */
    public MomentField(Ui ui, String name, Consumer<MomentText> typed) {
        super(4);
        this.ui = ui;
        this.typed = typed;
        field.setId("moment");
        field.setPromptText(ui.text("moment.prompt"));
        field.setAccessibleText(name);
        field.setPrefWidth(ui.px(WIDTH));
        field.setMinWidth(ui.px(WIDTH));
        var label = Texts.whole(Texts.body(name));
        var line = new HBox(8, label, field);
        line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        getChildren().addAll(line, note);
        field.textProperty().subscribe((before, after) -> read());
    }

    /** What is held now: from the oldest point to the newest moment the target has. */
    public void range(Instant from, Instant to) {
        if (!from.equals(oldest) || !to.equals(newest)) {
            oldest = from;
            newest = to;
            read();
        }
    }

    /** Empties it, where something else was chosen. */
    public void clear() {
        field.clear();
    }

    /** Whether nothing is typed. */
    public boolean isEmpty() {
        return shown instanceof MomentText.Empty;
    }

    /** What is typed, where it can be had. */
    public Optional<Instant> moment() {
        return shown instanceof MomentText.Held(Instant time)
                ? Optional.of(time)
                : Optional.empty();
    }

    private void read() {
        MomentText now = MomentText.read(field.getText(), oldest, newest, ui.clock().getZone());
        boolean wrong =
                switch (now) {
                    case MomentText.Empty empty -> false;
                    case MomentText.Held held -> false;
                    case MomentText.Unread unread -> true;
                    case MomentText.Outside outside -> true;
                };
        note.setText(words(now));
        Styles.state(note, wrong ? Health.CRITICAL : Health.UNKNOWN);
        Styles.toggle(field, "invalid", wrong);
        if (!now.equals(shown)) {
            shown = now;
            typed.accept(now);
        }
    }

    private String words(MomentText read) {
        String from = ui.format().exactly(oldest);
        String to = ui.format().exactly(newest);
        return switch (read) {
            case MomentText.Empty empty -> ui.text("moment.range", "from", from, "to", to);
            case MomentText.Held(Instant time) ->
                    ui.text("moment.held", "time", ui.format().exactly(time));
            case MomentText.Unread unread -> ui.text("moment.unread");
            case MomentText.Outside(Instant time, boolean before) ->
                    before
                            ? ui.text("moment.before", "from", from)
                            : ui.text("moment.after", "to", to);
        };
    }
}
