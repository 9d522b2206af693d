package io.continuo.console.settings;

import io.continuo.console.fx.Messages;
import io.continuo.console.fx.Settings;
import io.continuo.console.fx.Theme;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Segments;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How the settings look. */
final class SettingsView {
    private static final double WIDTH = 760;
    private static final int[] PERCENTS = {80, 90, 100, 110, 125, 150, 175, 200};

    final Segments<Theme> theme;
    final ComboBox<String> language;
    final ComboBox<Integer> textPercent;
    final CheckBox reducedMotion;
    private final Ui ui;
    private final ScrollPane root;

    SettingsView(Ui ui) {
        this.ui = ui;
        theme =
                new Segments<>(
                        ui.text("settings.theme.title"),
                        List.of(Theme.values()),
                        each ->
                                ui.text(
                                        switch (each) {
                                            case SYSTEM -> "settings.theme.system";
                                            case LIGHT -> "settings.theme.light";
                                            case DARK -> "settings.theme.dark";
                                        }));
        language = choice(languages(), this::languageName);
        textPercent =
                choice(
                        IntStream.of(PERCENTS).boxed().toList(),
                        percent -> ui.format().percent(percent / 100.0).toString());
        reducedMotion = new CheckBox(ui.text("settings.motion.none"));
        language.setAccessibleText(ui.text("settings.language.title"));
        textPercent.setAccessibleText(ui.text("settings.text.title"));
        root = new ScrollPane(page());
        root.getStyleClass().add("page-scroll");
        root.setFitToWidth(true);
    }

    Node root() {
        return root;
    }

    private VBox page() {
        Card look =
                Card.titled(
                        ui.text("settings.look"),
                        row("settings.theme.title", "settings.theme.caption", theme),
                        row("settings.language.title", "settings.language.caption", language),
                        row("settings.text.title", "settings.text.caption", textPercent),
                        row("settings.motion.title", "settings.motion.caption", reducedMotion));
        Card keys =
                Card.titled(
                        ui.text("settings.keys"),
                        key("Ctrl+K", "settings.keys.palette"),
                        key("Alt+←", "settings.keys.back"),
                        key("Esc", "settings.keys.leave"),
                        key("F6", "settings.keys.parts"));
        look.setMaxWidth(ui.px(WIDTH));
        keys.setMaxWidth(ui.px(WIDTH));
        return Styles.add(new VBox(Texts.title(ui.text("settings.title")), look, keys), "page");
    }

    private HBox row(String titleKey, String captionKey, Node control) {
        var words =
                new VBox(
                        Texts.name(ui.text(titleKey)),
                        Texts.wrapped(Texts.caption(ui.text(captionKey))));
        HBox.setHgrow(words, Priority.ALWAYS);
        return Styles.add(new HBox(words, control), "list-row");
    }

    private HBox key(String keys, String meaningKey) {
        Label cap = Texts.whole(Texts.of(keys, "key-cap"));
        var place = new HBox(cap);
        place.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        place.setMinWidth(ui.px(72));
        var row = Styles.add(new HBox(place, Texts.body(ui.text(meaningKey))), "check-row");
        row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        row.setPadding(new Insets(8, 16, 8, 16));
        return row;
    }

    private <T> ComboBox<T> choice(List<T> values, java.util.function.Function<T, String> name) {
        var box = new ComboBox<T>();
        box.getItems().setAll(values);
        box.setPrefWidth(ui.px(240));
        box.setMinWidth(ui.px(160));
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(T value) {
                        return value == null ? "" : name.apply(value);
                    }

                    @Override
                    public T fromString(String text) {
                        throw new UnsupportedOperationException("the box is not editable");
                    }
                });
        return box;
    }

    private static List<String> languages() {
        List<String> tags = new ArrayList<>(List.of(""));
        Messages.LANGUAGES.forEach(locale -> tags.add(locale.toLanguageTag()));
        return tags;
    }

    /** A language is named in itself, so that it is found by whoever needs it. */
    private String languageName(String tag) {
        if (tag.isEmpty()) {
            return ui.text("settings.language.system");
        }
        Locale locale = Locale.forLanguageTag(tag);
        return locale.getLanguage().equals("zh") ? "繁體中文" : locale.getDisplayLanguage(locale);
    }

    /** The nearest percentage on offer. */
    static int nearestPercent(double scale) {
        int wanted =
                (int)
                        Math.round(
                                Math.clamp(scale, Settings.LEAST_SCALE, Settings.MOST_SCALE) * 100);
        return IntStream.of(PERCENTS)
                .boxed()
                .min((a, b) -> Integer.compare(Math.abs(a - wanted), Math.abs(b - wanted)))
                .orElse(100);
    }
}
