package io.continuo.console.settings;

import io.continuo.console.fx.Preferences;
import io.continuo.console.fx.Settings;
import io.continuo.console.fx.Theme;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import java.util.function.UnaryOperator;

/** What can be set, as properties; a change is stored at once. */
final class SettingsModel {
    private final Preferences preferences;
    private final ObjectProperty<Theme> theme;
    private final StringProperty language;
    private final DoubleProperty textScale;
    private final BooleanProperty reducedMotion;

    SettingsModel(Preferences preferences) {
        this.preferences = preferences;
        Settings now = preferences.settings().get();
        theme = new SimpleObjectProperty<>(now.theme());
        language = new SimpleStringProperty(now.language());
        textScale = new SimpleDoubleProperty(now.textScale());
        reducedMotion = new SimpleBooleanProperty(now.reducedMotion());
        theme.subscribe((before, value) -> change(s -> s.withTheme(value)));
        language.subscribe((before, value) -> change(s -> s.withLanguage(value)));
        textScale.subscribe((before, value) -> change(s -> s.withTextScale(value.doubleValue())));
        reducedMotion.subscribe((before, value) -> change(s -> s.withReducedMotion(value)));
    }

    ObjectProperty<Theme> theme() {
        return theme;
    }

    /** A BCP 47 tag; empty follows the desktop. */
    StringProperty language() {
        return language;
    }

    /** 1 for 100 %. */
    DoubleProperty textScale() {
        return textScale;
    }

    BooleanProperty reducedMotion() {
        return reducedMotion;
    }

    private void change(UnaryOperator<Settings> change) {
        preferences.change(change);
    }
}
