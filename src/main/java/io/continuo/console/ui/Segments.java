package io.continuo.console.ui;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import java.util.List;
import java.util.function.Function;

/** One of a few, side by side; always exactly one is chosen. Left and Right choose. */
public final class Segments<T> extends HBox {
    private final ObjectProperty<T> value = new SimpleObjectProperty<>();

    /**
     * @param choices in order; the first is chosen
     * @param name writes a choice
     */
    public Segments(String accessibleText, List<T> choices, Function<T, String> name) {
        getStyleClass().add("segments");
        setAccessibleText(accessibleText);
        setAccessibleRole(AccessibleRole.TOOL_BAR);
        setMaxWidth(USE_PREF_SIZE);
        var group = new ToggleGroup();
        for (T choice : choices) {
            var button = new ToggleButton(name.apply(choice));
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setUserData(choice);
            button.setToggleGroup(group);
            getChildren().add(button);
        }
        getChildren().getFirst().getStyleClass().add("first");
        getChildren().getLast().getStyleClass().add("last");
        value.subscribe(chosen ->
                group.getToggles().stream()
                        .filter(toggle -> toggle.getUserData().equals(chosen))
                        .findFirst()
                        .ifPresent(group::selectToggle));
        group.selectedToggleProperty()
                .subscribe((before, after) -> {
                    if (after == null) {
                        group.selectToggle(before);
                    } else {
                        choices.stream()
                                .filter(choice -> choice.equals(after.getUserData()))
                                .findFirst()
                                .ifPresent(value::set);
                    }
                });
        value.set(choices.getFirst());
    }

    public Segments<T> compact() {
        return Styles.add(this, "compact");
    }

    public ObjectProperty<T> valueProperty() {
        return value;
    }
}
