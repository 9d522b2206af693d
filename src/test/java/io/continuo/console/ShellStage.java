package io.continuo.console;

import io.continuo.client.ContinuoClient;
import io.continuo.console.fx.Ui;
import io.continuo.console.nav.NavTarget;
import io.continuo.console.nav.Navigator;
import io.continuo.console.nav.Place;
import io.continuo.console.nav.Shell;
import io.continuo.console.state.SampleState;

import javafx.scene.Parent;
import javafx.scene.Scene;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The whole window around a screen, with a state filled by the test in place of a server. UI thread
 * only.
 */
public final class ShellStage {
    private final Screens screens;
    private final Ui ui;
    private final SampleState sample;
    private final Navigator navigator;
    private final Scene scene;

    public ShellStage(Screens screens, List<NavTarget> targets, ContinuoClient client) {
        this.screens = screens;
        ui = screens.ui();
        sample = new SampleState(screens.clock());
        navigator = new Navigator(targets);
        var shell = new Shell(ui, sample.state(), client, navigator, "dr-khh-01", () -> {});
        scene = screens.scene(ui, shell.root());
    }

    public Ui ui() {
        return ui;
    }

    public SampleState sample() {
        return sample;
    }

    public Navigator navigator() {
        return navigator;
    }

    public Scene scene() {
        return scene;
    }

    public Parent root() {
        return scene.getRoot();
    }

    public void go(String target, String... args) {
        navigator.go(Place.of(target, args));
        settle();
    }

    /** Applies styles, lays out and lets charts and ages catch up. */
    public void settle() {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        ui.timer().tick();
        scene.getRoot().applyCss();
        scene.getRoot().layout();
    }

    public Path write(String name) {
        settle();
        return screens.write(name, scene);
    }

    /** Makes, changes and pictures a window in one go. */
    public static Path picture(
            Screens screens,
            String name,
            List<NavTarget> targets,
            ContinuoClient client,
            Consumer<ShellStage> story) {
        return FxTest.fxGet(() -> {
            var stage = new ShellStage(screens, targets, client);
            story.accept(stage);
            return stage.write(name);
        });
    }
}
