package io.continuo.console.ui;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Measure;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import java.util.List;

/**
 * A measure with its number strong and its unit quiet: {@code 24 min 06 s}. With an action it is a
 * door: click or Enter opens the list behind it.
 */
public final class Quantity extends HBox {
    /** How large the number is. */
    public enum Size {
        SMALL("small"),
        BODY("body"),
        /** 20 px. */
        MID("mid"),
        /** 28 px. */
        BIG("big");

        private final String styleClass;

        Size(String styleClass) {
            this.styleClass = styleClass;
        }
    }

    private Measure shown;

    public Quantity() {
        this(Size.BODY);
    }

    public Quantity(Size size) {
        getStyleClass().addAll("quantity", size.styleClass);
        setAccessibleRole(AccessibleRole.TEXT);
        setMinWidth(USE_PREF_SIZE);
        setFillHeight(false);
    }

    public Quantity(Size size, Measure measure) {
        this(size);
        show(measure);
    }

    /** Changes the number; nothing happens if it is the same. */
    public void show(Measure measure) {
        if (measure.equals(shown)) {
            return;
        }
        shown = measure;
        List<Measure.Part> parts = measure.parts();
        int labels = parts.stream().mapToInt(part -> part.unit().isEmpty() ? 1 : 2).sum();
        if (getChildren().size() != labels) {
            getChildren().clear();
        }
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            label(at++, "number").setText(parts.get(i).number());
            if (!parts.get(i).unit().isEmpty()) {
                Label unit = label(at++, "unit");
                unit.setText(parts.get(i).unit());
                Styles.toggle(unit, "last", i == parts.size() - 1);
            }
        }
        setAccessibleText(measure.toString());
    }

    /** Shows nothing, where there is no number. */
    public void clear() {
        shown = null;
        getChildren().clear();
        setAccessibleText("");
    }

    /** Colours the number by a state; healthy is no colour. */
    public Quantity state(Health health) {
        Styles.state(this, health);
        return this;
    }

    /** Sets the number in body weight: a number among others, not the one looked for. */
    public Quantity plain() {
        return Styles.add(this, "plain");
    }

    /** Sets the number as muted as its unit. */
    public Quantity quiet() {
        return Styles.add(this, "quiet");
    }

    /** Says more on hover and to screen readers, such as the absolute time. */
    public Quantity detail(String text) {
        Tooltip.install(this, new Tooltip(text));
        setAccessibleHelp(text);
        return this;
    }

    /** Makes it a door. */
    public Quantity opens(Runnable action) {
        Doors.open(this, getAccessibleText(), action);
        return this;
    }

    private Label label(int at, String styleClass) {
        if (at < getChildren().size()) {
            return (Label) getChildren().get(at);
        }
        Label label = Texts.whole(Texts.of("", styleClass));
        getChildren().add(label);
        return label;
    }
}
