package io.continuo.console.ui;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Labels of the type scale, and the few shapes of layout that every screen needs. */
public final class Texts {
    private Texts() {}

    public static Label of(String text, String... classes) {
        return Styles.add(new Label(text), classes);
    }

    public static Label micro(String text) {
        return of(text, Styles.MICRO);
    }

    public static Label small(String text) {
        return of(text, Styles.SMALL);
    }

    /** A caption: small and muted. */
    public static Label caption(String text) {
        return of(text, Styles.SMALL, Styles.MUTED);
    }

    public static Label body(String text) {
        return of(text, Styles.BODY);
    }

    public static Label muted(String text) {
        return of(text, Styles.BODY, Styles.MUTED);
    }

    /** A name: medium weight, strong colour. */
    public static Label name(String text) {
        return of(text, Styles.BODY, Styles.MEDIUM, Styles.NAME);
    }

    public static Label heading(String text) {
        return of(text, Styles.HEADING);
    }

    public static Label subtitle(String text) {
        return of(text, Styles.SUBTITLE);
    }

    public static Label title(String text) {
        return of(text, Styles.TITLE);
    }

    /** Lets a label break into lines instead of ending in an ellipsis. */
    public static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return Styles.add(label, "ct-wrap");
    }

    /** Never shortened: its width is as its text needs. */
    public static <R extends Region> R whole(R region) {
        region.setMinWidth(Region.USE_PREF_SIZE);
        return region;
    }

    /** Takes the room that is left in an HBox. */
    public static Region spacer() {
        var spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    /** Takes the room that is left in a VBox. */
    public static Region verticalSpacer() {
        var spacer = new Region();
        VBox.setVgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    public static Region hairline() {
        return Styles.add(new Region(), "hairline");
    }

    public static Region verticalHairline() {
        return Styles.add(new Region(), "hairline-vertical");
    }
}
