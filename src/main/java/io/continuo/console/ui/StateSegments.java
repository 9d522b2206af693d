package io.continuo.console.ui;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Filters by state: one of a few, side by side, with counts that change live. A choice that has a
 * state wears its shape.
 */
public final class StateSegments<T> extends HBox {
    private final Ui ui;
    private final Map<T, ToggleButton> buttons = new LinkedHashMap<>();
    private final ToggleGroup group = new ToggleGroup();
    private final ObjectProperty<T> value = new SimpleObjectProperty<>();

    public StateSegments(Ui ui, String accessibleText) {
        this.ui = ui;
        getStyleClass().add("segments");
        setAccessibleText(accessibleText);
        setAccessibleRole(AccessibleRole.TOOL_BAR);
        setMaxWidth(USE_PREF_SIZE);
        value.subscribe(chosen -> {
            if (buttons.containsKey(chosen)) {
                group.selectToggle(buttons.get(chosen));
            }
        });
        group.selectedToggleProperty()
                .subscribe((before, after) -> {
                    if (after == null) {
                        group.selectToggle(before);
                    } else {
                        value.set(choiceOf(after.getUserData()));
                    }
                });
    }

    /** Appends a choice; the first becomes the chosen one. */
    public StateSegments<T> add(T choice, Optional<Health> state) {
        var button = new ToggleButton();
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setUserData(choice);
        state.ifPresent(health -> button.setGraphic(new StateShape(health, ui.px(10))));
        if (!getChildren().isEmpty()) {
            getChildren().getLast().getStyleClass().remove("last");
        } else {
            button.getStyleClass().add("first");
        }
        button.getStyleClass().add("last");
        button.setToggleGroup(group);
        buttons.put(choice, button);
        getChildren().add(button);
        if (value.get() == null) {
            value.set(choice);
        }
        return this;
    }

    /**
     * Changes a choice's words.
     *
     * @param none whether nothing is behind it: it is then quiet, but can still be chosen
     */
    public void show(T choice, String text, boolean none) {
        ToggleButton button = buttons.get(choice);
        if (!button.getText().equals(text)) {
            button.setText(text);
        }
        Styles.toggle(button, "none", none);
        if (button.getGraphic() != null) {
            Styles.toggle(button.getGraphic(), "muted", none);
        }
    }

    public ObjectProperty<T> valueProperty() {
        return value;
    }

    private T choiceOf(Object data) {
        return buttons.keySet().stream()
                .filter(each -> each.equals(data))
                .findFirst()
                .orElseThrow();
    }
}
