package io.continuo.console.ui;

import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Buttons; their text names the act, and ends in … only when more is asked first. */
public final class Buttons {
    private Buttons() {}

    /** 32 high, bordered. */
    public static Button normal(String text, Runnable action) {
        var button = new Button(text);
        button.setOnAction(event -> action.run());
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /** 32 high, filled with the accent; one per screen or dialog. */
    public static Button primary(String text, Runnable action) {
        return Styles.add(normal(text, action), "accent");
    }

    /** 28 high. */
    public static Button compact(String text, Runnable action) {
        return Styles.add(normal(text, action), "compact");
    }

    /** Without a border until the pointer is over it. */
    public static Button flat(String text, Runnable action) {
        return Styles.add(normal(text, action), "flat");
    }

    /** An icon alone; the text is its tooltip and accessible name. */
    public static Button icon(Ikon ikon, String text, Runnable action) {
        Button button = Styles.add(normal("", action), "icon-only");
        button.setGraphic(Icon.inButton(ikon));
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
        return button;
    }

    /** A link with a chevron: a door to the list behind. */
    public static Hyperlink link(String text, Runnable action) {
        var link = new Hyperlink(text, Icon.inText(MaterialDesignC.CHEVRON_RIGHT));
        link.getStyleClass().add("ct-link");
        link.setContentDisplay(ContentDisplay.RIGHT);
        link.setOnAction(event -> action.run());
        link.setMinWidth(Region.USE_PREF_SIZE);
        return link;
    }

    /** A link within or beside a sentence. */
    public static Hyperlink plainLink(String text, Runnable action) {
        Hyperlink link = link(text, action);
        link.setGraphic(null);
        return link;
    }
}
