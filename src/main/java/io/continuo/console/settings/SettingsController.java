package io.continuo.console.settings;

import io.continuo.console.fx.Ui;
import io.continuo.console.nav.ConsoleContext;
import io.continuo.console.nav.Screen;

import java.util.Map;

/** Settings: theme, language, text size, motion. Everything holds at once. */
public final class SettingsController extends Screen {
    private final SettingsView view;
    private final SettingsModel model;

    public SettingsController(ConsoleContext console, Map<String, String> args) {
        this(console.ui(), new SettingsView(console.ui()));
    }

    SettingsController(Ui ui, SettingsView view) {
        super(ui, view.root());
        this.view = view;
        this.model = new SettingsModel(ui.preferences());
    }

    @Override
    protected void activate() {
        view.theme.valueProperty().bindBidirectional(model.theme());
        view.language.setValue(model.language().get());
        view.textPercent.setValue(SettingsView.nearestPercent(model.textScale().get()));
        view.reducedMotion.setSelected(model.reducedMotion().get());
        pins().onChange(
                        view.language.valueProperty(),
                        () -> model.language().set(view.language.getValue()));
        pins().onChange(
                        view.textPercent.valueProperty(),
                        () -> model.textScale().set(view.textPercent.getValue() / 100.0));
        pins().bind(model.reducedMotion(), view.reducedMotion.selectedProperty());
        pins().add(() -> view.theme.valueProperty().unbindBidirectional(model.theme()));
    }
}
