package io.continuo.console.ui;

import javafx.scene.AccessibleRole;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Material Design outline icons in the four sizes there are; muted, never a state's colour. */
public final class Icon {
    private Icon() {}

    /** 14 px, in text. */
    public static FontIcon inText(Ikon ikon) {
        return sized(ikon, 14);
    }

    /** 16 px, in buttons. */
    public static FontIcon inButton(Ikon ikon) {
        return sized(ikon, 16);
    }

    /** 18 px, in the rail and in lists. */
    public static FontIcon inList(Ikon ikon) {
        return sized(ikon, 18);
    }

    /** 20 px, at prompts. */
    public static FontIcon atPrompt(Ikon ikon) {
        return sized(ikon, 20);
    }

    /** 32 px, on empty screens. */
    public static FontIcon large(Ikon ikon) {
        return sized(ikon, 32);
    }

    private static FontIcon sized(Ikon ikon, int size) {
        var icon = new FontIcon(ikon);
        icon.getStyleClass().addAll("ct-icon", "icon-" + size);
        icon.setAccessibleRole(AccessibleRole.NODE);
        return icon;
    }
}
