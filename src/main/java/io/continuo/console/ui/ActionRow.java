package io.continuo.console.ui;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/**
 * One act of an {@link ActionList}: what it does and what it costs, or why it cannot be done now. A
 * refused act stays focusable, so that its reason can be read without a pointer.
 */
public final class ActionRow extends HBox {
    private final String act;
    private final Label line;

    private ActionRow(Ikon ikon, String act, String says, boolean refused) {
        this.act = act;
        line = Texts.wrapped(Texts.caption(""));
        getStyleClass().add("act-row");
        var words = new VBox();
        words.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.getChildren().addAll(refused ? Texts.muted(act) : Texts.name(act), line);
        getChildren()
                .addAll(
                        Icon.inList(ikon),
                        words,
                        Icon.inButton(
                                refused
                                        ? MaterialDesignL.LOCK_OUTLINE
                                        : MaterialDesignC.CHEVRON_RIGHT));
        say(says);
    }

    /** Changes what it costs, or why it cannot be done. */
    public void say(String says) {
        line.setText(says);
        line.setVisible(!says.isEmpty());
        line.setManaged(!says.isEmpty());
        Styles.toggle(this, "two-lines", !says.isEmpty());
        setAccessibleText(says.isEmpty() ? act : act + ", " + says);
    }

    /**
     * @param consequence what it costs; may be empty
     */
    public static ActionRow allowed(Ikon ikon, String act, String consequence, Runnable action) {
        var row = new ActionRow(ikon, act, consequence, false);
        return Doors.open(row, row.getAccessibleText(), action);
    }

    /**
     * @param reason why not, in words
     */
    public static ActionRow refused(Ikon ikon, String act, String reason) {
        var row = new ActionRow(ikon, act, reason, true);
        row.getStyleClass().add("refused");
        row.setFocusTraversable(true);
        row.setAccessibleRole(AccessibleRole.TEXT);
        return row;
    }
}
