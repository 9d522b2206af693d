package io.continuo.console;

import io.continuo.client.ContinuoClient;
import io.continuo.console.fx.Fonts;
import io.continuo.console.fx.Pictures;
import io.continuo.console.fx.Preferences;
import io.continuo.console.fx.Settings;
import io.continuo.console.fx.Stylesheet;
import io.continuo.console.fx.Theme;
import io.continuo.console.fx.Toolkit;
import io.continuo.console.fx.Ui;
import io.continuo.console.fx.UiThread;
import io.continuo.console.nav.NavTarget;
import io.continuo.console.nav.Navigator;
import io.continuo.console.nav.Place;
import io.continuo.console.nav.Shell;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.state.StateFeed;

import javafx.scene.Scene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * Draws every screen of the console as a picture, from a live server, with or without a display.
 * This is what {@code continuo lab --screens DIR} does, and where the pictures in docs come from.
 */
public final class ConsoleScreens {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** The timer of charts and ages ticks at least once meanwhile. */
    private static final int LEAST_LOOKS = 7;

    private static final int MOST_LOOKS = 40;

    /** Looks and languages that are drawn. */
    private enum Variant {
        LIGHT("light", Theme.LIGHT, Locale.ENGLISH),
        DARK("dark", Theme.DARK, Locale.ENGLISH),
        ZH_LIGHT("zh-TW-light", Theme.LIGHT, Locale.forLanguageTag("zh-TW"));

        private final String suffix;
        private final Theme theme;
        private final Locale language;

        Variant(String suffix, Theme theme, Locale language) {
            this.suffix = suffix;
            this.theme = theme;
            this.language = language;
        }
    }

    private final ContinuoClient client;
    private final int width;
    private final int height;
    private final Stylesheet stylesheet = new Stylesheet(new Fonts());
    private final Clock clock = Clock.systemDefaultZone();

    private ConsoleScreens(ContinuoClient client, int width, int height) {
        this.client = client;
        this.width = width;
        this.height = height;
    }

    /**
     * Draws every screen light and dark, and light in Chinese, at 1440 × 900.
     *
     * @param client of the server to show
     * @param folder where {@code NAME-light.png} and its siblings go
     * @return the pictures, in the order of the rail
     * @throws IOException if a picture cannot be written
     */
    public static List<Path> render(ContinuoClient client, Path folder)
            throws IOException, InterruptedException {
        return render(client, folder, 1440, 900);
    }

    /** As {@link #render(ContinuoClient, Path)}, at another size. */
    public static List<Path> render(ContinuoClient client, Path folder, int width, int height)
            throws IOException, InterruptedException {
        Toolkit.start();
        var screens = new ConsoleScreens(client, width, height);
        List<Path> pictures = new ArrayList<>();
        for (Variant variant : Variant.values()) {
            pictures.addAll(screens.render(variant, folder));
        }
        return pictures;
    }

    private List<Path> render(Variant variant, Path folder)
            throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("continuo-screens");
        List<Path> pictures = new ArrayList<>();
        try (var thread = new UiThread()) {
            Ui ui = ask(() -> ui(variant, scratch, thread));
            var state = ask(() -> new ConsoleState(clock));
            try (var feed = new StateFeed(client, state, thread, clock).start()) {
                feed.awaitFirstPicture(PATIENCE);
                Thread.sleep(UiThread.FLUSH_INTERVAL.multipliedBy(3));
                var navigator = new Navigator(ConsoleTargets.all());
                var shell = ask(() -> new Shell(ui, state, client, navigator, "", () -> {}));
                Scene scene = ask(() -> scene(variant, ui, shell));
                for (NavTarget target : ConsoleTargets.all()) {
                    for (NavTarget.Sample sample : ask(() -> target.samples().apply(state))) {
                        Path file = folder.resolve(sample.name() + "-" + variant.suffix + ".png");
                        draw(scene, shell, navigator, new Place(target.id(), sample.args()), file);
                        pictures.add(file);
                    }
                }
                ask(() -> {
                    scene.setRoot(new javafx.scene.layout.Pane());
                    return scene;
                });
            }
        } finally {
            Files.deleteIfExists(scratch.resolve("settings.json"));
            Files.deleteIfExists(scratch);
        }
        return pictures;
    }

    private Ui ui(Variant variant, Path scratch, UiThread thread) {
        var preferences = new Preferences(scratch.resolve("settings.json"));
        preferences.change(settings ->
                new Settings(
                        variant.theme,
                        variant.language.toLanguageTag(),
                        1,
                        true,
                        false,
                        settings.profiles()));
        return Ui.create(thread, preferences, stylesheet, clock);
    }

    private Scene scene(Variant variant, Ui ui, Shell shell) {
        var scene = new Scene(shell.root(), width, height);
        stylesheet.apply(scene, variant.theme == Theme.DARK, ui.messages().locale(), ui.scale());
        return scene;
    }

    /** Goes there, lets the screen ask and answer its questions, then draws. */
    private void draw(Scene scene, Shell shell, Navigator navigator, Place place, Path file)
            throws IOException, InterruptedException {
        ask(() -> {
            navigator.go(place);
            return place;
        });
        boolean atRest = false;
        for (int look = 0; look < MOST_LOOKS && !(atRest && look >= LEAST_LOOKS); look++) {
            atRest =
                    ask(() -> {
                        scene.getRoot().applyCss();
                        scene.getRoot().layout();
                        return shell.atRest();
                    });
            Thread.sleep(BETWEEN_LOOKS);
        }
        Pictures.write(ask(() -> scene.snapshot(null)), file);
        ask(() -> {
            shell.console().modals().close();
            return place;
        });
    }

    private static <T> T ask(java.util.concurrent.Callable<T> question)
            throws InterruptedException {
        try {
            return Toolkit.ask(question);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
