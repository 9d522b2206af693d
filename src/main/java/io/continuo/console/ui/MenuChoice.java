package io.continuo.console.ui;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Region;

import java.util.List;
import java.util.function.Function;

/** One of several, chosen from a menu; the button says what is chosen. */
public final class MenuChoice<T> extends MenuButton {
    private final ObjectProperty<T> value = new SimpleObjectProperty<>();
    private Function<T, String> name = Object::toString;

    public MenuChoice(String accessibleText) {
        getStyleClass().add("menu-choice");
        setAccessibleText(accessibleText);
        setMinWidth(Region.USE_PREF_SIZE);
        value.subscribe(this::showChosen);
    }

    /**
     * Offers these; what was chosen stays chosen if it is among them.
     *
     * @param inMenu a choice as the menu lists it, such as with its count
     * @param onButton a choice as the button says it
     */
    public MenuChoice<T> offer(
            List<T> choices, Function<T, String> inMenu, Function<T, String> onButton) {
        name = onButton;
        if (value.get() == null || !choices.contains(value.get())) {
            value.set(choices.getFirst());
        }
        var group = new ToggleGroup();
        getItems()
                .setAll(
                        choices.stream()
                                .map(choice -> {
                                    var item = new RadioMenuItem(inMenu.apply(choice));
                                    item.setToggleGroup(group);
                                    item.setSelected(choice.equals(value.get()));
                                    item.setOnAction(event -> value.set(choice));
                                    item.setUserData(choice);
                                    return item;
                                })
                                .toList());
        showChosen(value.get());
        return this;
    }

    public ObjectProperty<T> valueProperty() {
        return value;
    }

    private void showChosen(T chosen) {
        if (chosen == null) {
            return;
        }
        setText(name.apply(chosen));
        getItems().stream()
                .filter(item -> chosen.equals(item.getUserData()))
                .map(RadioMenuItem.class::cast)
                .forEach(item -> item.setSelected(true));
    }
}
