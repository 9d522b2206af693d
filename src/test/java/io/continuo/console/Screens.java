package io.continuo.console;

import io.continuo.console.fx.Fonts;
import io.continuo.console.fx.Pictures;
import io.continuo.console.fx.Preferences;
import io.continuo.console.fx.Settings;
import io.continuo.console.fx.Stylesheet;
import io.continuo.console.fx.Theme;
import io.continuo.console.fx.Ui;
import io.continuo.console.fx.UiThread;

import javafx.application.ColorScheme;
import javafx.scene.Parent;
import javafx.scene.Scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Function;

/**
 * Renders what the console shows into {@code target/screens}, for people to look at.
 *
 * <pre>{@code
 * Screens.LIGHT.size(1440, 900).render("overview", ui -> new OverviewView(ui).node());
 * }</pre>
 */
public record Screens(
        String variant,
        Theme theme,
        Locale language,
        double scale,
        int width,
        int height,
        Clock clock) {
    public static final Screens LIGHT =
            new Screens("light", Theme.LIGHT, Locale.ENGLISH, 1, 1440, 900, Clock.systemUTC());
    public static final Screens DARK =
            new Screens("dark", Theme.DARK, Locale.ENGLISH, 1, 1440, 900, Clock.systemUTC());
    public static final Screens ZH_LIGHT =
            new Screens(
                    "zh-light",
                    Theme.LIGHT,
                    Locale.forLanguageTag("zh-TW"),
                    1,
                    1440,
                    900,
                    Clock.systemUTC());
    public static final Screens ZH_DARK =
            new Screens(
                    "zh-dark",
                    Theme.DARK,
                    Locale.forLanguageTag("zh-TW"),
                    1,
                    1440,
                    900,
                    Clock.systemUTC());

    private static final Stylesheet STYLESHEET = new Stylesheet(new Fonts());

    public Screens size(int newWidth, int newHeight) {
        return new Screens(variant, theme, language, scale, newWidth, newHeight, clock);
    }

    /** At a text scale, 1 being 100 %. */
    public Screens scaled(double newScale) {
        return new Screens(variant, theme, language, newScale, width, height, clock);
    }

    /** At a moment, so that pictures of made-up facts tell one story. */
    public Screens at(Clock newClock) {
        return new Screens(variant, theme, language, scale, width, height, newClock);
    }

    /** A toolkit context of this variant; its settings are in a file that is thrown away. */
    public Ui ui() {
        try {
            var preferences =
                    new Preferences(Files.createTempDirectory("continuo-ui").resolve("s.json"));
            preferences.change(s ->
                    new Settings(
                            theme, language.toLanguageTag(), scale, true, false, s.profiles()));
            return Ui.create(new UiThread(), preferences, STYLESHEET, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A dressed scene of this variant and size. */
    public Scene scene(Ui ui, Parent root) {
        var scene = new Scene(root, width, height);
        STYLESHEET.apply(scene, theme.dark(ColorScheme.LIGHT), ui.messages().locale(), ui.scale());
        return scene;
    }

    /** Renders and writes {@code target/screens/NAME-VARIANT.png}; gives the file. */
    public Path render(String name, Function<Ui, Parent> make) {
        return FxTest.fxGet(() -> {
            Ui ui = ui();
            Scene scene = scene(ui, make.apply(ui));
            // tables fit their columns in the layout after the one that shows their scroll bar
            scene.snapshot(null);
            return write(name, scene);
        });
    }

    /** Writes what a scene shows now; UI thread only. */
    public Path write(String name, Scene scene) {
        Path file =
                Path.of(System.getProperty("continuo.screens", "target/screens"))
                        .resolve(name + "-" + variant + ".png");
        try {
            Pictures.write(scene.snapshot(null), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
