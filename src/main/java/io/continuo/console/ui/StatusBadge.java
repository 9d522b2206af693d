package io.continuo.console.ui;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** A state as shape and word, or shape and count; its accessible text always has the word. */
public final class StatusBadge extends HBox {
    private final Ui ui;
    private final StateShape shape;
    private final Label word = Texts.whole(Texts.of("", Styles.BODY, Styles.MEDIUM));

    public StatusBadge(Ui ui, Health health) {
        this.ui = ui;
        shape = new StateShape(health, ui.px(12));
        getStyleClass().add("status-badge");
        setAccessibleRole(AccessibleRole.TEXT);
        getChildren().addAll(shape, word);
        show(health);
    }

    /** A badge whose text is a count: {@code 3}, in small type. */
    public static StatusBadge count(Ui ui, Health health, int count) {
        var badge = new StatusBadge(ui, health);
        badge.getStyleClass().add("tight");
        badge.word.getStyleClass().setAll("label", Styles.SMALL, Styles.MEDIUM);
        badge.showCount(health, count);
        return badge;
    }

    /** A badge whose text is {@code 3 critical}, in small type. */
    public static StatusBadge counted(Ui ui, Health health, int count) {
        var badge = count(ui, health, count);
        badge.getStyleClass().remove("tight");
        badge.word.setText(States.counted(ui, health, count));
        return badge;
    }

    /** Says the state's word. */
    public void show(Health health) {
        say(health, States.word(ui, health));
        setAccessibleText(word.getText());
    }

    /** Says another word than the state's own, such as a job's. */
    public void show(Health health, String text) {
        say(health, text);
        setAccessibleText(
                ui.text("state.accessible", "state", States.word(ui, health), "text", text));
    }

    /** Says how many. */
    public void showCount(Health health, int count) {
        say(health, ui.format().count(count));
        setAccessibleText(States.counted(ui, health, count));
    }

    /** Says that none are in a state: its shape without its colour. */
    public void showNone(Health health, String text) {
        show(health, text);
        Styles.toggle(shape, "muted", true);
        Styles.state(word, Health.UNKNOWN);
    }

    private void say(Health health, String text) {
        shape.setHealth(health);
        Styles.toggle(shape, "muted", false);
        word.setText(text);
        Styles.state(word, health);
    }
}
