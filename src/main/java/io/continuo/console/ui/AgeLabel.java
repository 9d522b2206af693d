package io.continuo.console.ui;

import io.continuo.console.fx.Ui;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A relative time that keeps itself true while it is shown; the exact time is its tooltip and in
 * its accessible text.
 */
public final class AgeLabel extends Label {
    private final Ui ui;
    private final Supplier<Instant> now;
    private final BiFunction<Instant, Instant, String> words;
    private final Tooltip exact = new Tooltip();
    private Instant time;

    /**
     * @param now the clock the time belongs to, such as the server's
     * @param words what to say of (time, now)
     */
    public AgeLabel(Ui ui, Supplier<Instant> now, BiFunction<Instant, Instant, String> words) {
        this.ui = ui;
        this.now = now;
        this.words = words;
        setTooltip(exact);
        new SceneBound(this, () -> ui.timer().every(this::tick));
    }

    /** Says {@code 2 min ago}. */
    public static AgeLabel ago(Ui ui, Supplier<Instant> now) {
        return new AgeLabel(ui, now, ui.format()::relative);
    }

    public void show(Instant newTime) {
        time = newTime;
        exact.setText(ui.format().exactly(time));
        tick();
    }

    public void clear() {
        time = null;
        setText("");
    }

    private void tick() {
        if (time == null) {
            return;
        }
        String text = words.apply(time, now.get());
        if (!text.equals(getText())) {
            setText(text);
            setAccessibleText(text + ", " + exact.getText());
        }
    }
}
