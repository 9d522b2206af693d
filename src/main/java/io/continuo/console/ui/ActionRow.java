package io.continuo.console.ui;

import javafx.scene.AccessibleRole;
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
    private ActionRow(Ikon ikon, String act, String line, boolean refused) {
        getStyleClass().add("act-row");
        var words = new VBox();
        words.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.getChildren().add(refused ? Texts.muted(act) : Texts.name(act));
        if (!line.isEmpty()) {
            words.getChildren().add(Texts.wrapped(Texts.caption(line)));
            getStyleClass().add("two-lines");
        }
        getChildren()
                .addAll(
                        Icon.inList(ikon),
                        words,
                        Icon.inButton(
                                refused
                                        ? MaterialDesignL.LOCK_OUTLINE
                                        : MaterialDesignC.CHEVRON_RIGHT));
    }

    /**
     * @param consequence what it costs; may be empty
     */
    public static ActionRow allowed(Ikon ikon, String act, String consequence, Runnable action) {
        var row = new ActionRow(ikon, act, consequence, false);
        return Doors.open(row, consequence.isEmpty() ? act : act + ", " + consequence, action);
    }

    /**
     * @param reason why not, in words
     */
    public static ActionRow refused(Ikon ikon, String act, String reason) {
        var row = new ActionRow(ikon, act, reason, true);
        row.getStyleClass().add("refused");
        row.setFocusTraversable(true);
        row.setAccessibleRole(AccessibleRole.TEXT);
        row.setAccessibleText(act + ", " + reason);
        return row;
    }
}
