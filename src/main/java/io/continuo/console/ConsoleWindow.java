package io.continuo.console;

import io.continuo.console.connect.ConnectController;
import io.continuo.console.fx.FileChoice;
import io.continuo.console.fx.Fonts;
import io.continuo.console.fx.Preferences;
import io.continuo.console.fx.Settings;
import io.continuo.console.fx.Stylesheet;
import io.continuo.console.fx.Ui;
import io.continuo.console.fx.UiThread;
import io.continuo.console.nav.Navigator;
import io.continuo.console.nav.Place;
import io.continuo.console.nav.Shell;
import io.continuo.console.nav.Targets;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.state.StateFeed;

import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.layout.Pane;
import javafx.stage.FileChooser;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Subscription;

import java.time.Clock;
import java.util.Optional;

/**
 * The console's window: the first page until there is a session, then the shell. Follows the
 * person's settings and the desktop's colour scheme while it is open. UI thread only.
 */
final class ConsoleWindow {
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final double LEAST_WIDTH = 960;
    private static final double LEAST_HEIGHT = 600;
    private static final int[] ICONS = {16, 24, 32, 48, 64, 128, 256};

    private final ConsoleSetup setup;
    private final Stage stage;
    private final Runnable onClosed;
    private final Clock clock = Clock.systemDefaultZone();
    private final UiThread thread = new UiThread();
    private final Preferences preferences;
    private final Stylesheet stylesheet = new Stylesheet(new Fonts());
    private final Scene scene = new Scene(new Pane(), WIDTH, HEIGHT);
    private final FileChoice files;
    private Subscription following = Subscription.EMPTY;
    private Ui ui;
    private Optional<Work> work = Optional.empty();

    /** Everything that belongs to one session. */
    private record Work(Session session, ConsoleState state, StateFeed feed, Navigator navigator) {}

    /**
     * @param onClosed called once the window is closed and everything behind it is stopped
     */
    ConsoleWindow(ConsoleSetup setup, Stage stage, Runnable onClosed) {
        this.setup = setup;
        this.stage = stage;
        this.onClosed = onClosed;
        this.preferences = new Preferences(setup.preferencesFile());
        this.files =
                title -> {
                    var chooser = new FileChooser();
                    chooser.setTitle(title);
                    return Optional.ofNullable(chooser.showOpenDialog(stage))
                            .map(java.io.File::toPath);
                };
    }

    void open(ConsoleStart start) {
        for (int size : ICONS) {
            stage.getIcons()
                    .add(
                            new Image(
                                    ConsoleWindow.class.getResourceAsStream(
                                            "icons/continuo-" + size + ".png")));
        }
        stage.setScene(scene);
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        Rectangle2D room = Screen.getPrimary().getVisualBounds();
        stage.setWidth(Math.min(WIDTH, room.getWidth()));
        stage.setHeight(Math.min(HEIGHT, room.getHeight()));
        stage.setOnHidden(event -> close());
        rebuild();
        following =
                preferences
                        .settings()
                        .subscribe(this::settingsChanged)
                        .and(
                                Platform.getPreferences()
                                        .colorSchemeProperty()
                                        .subscribe((before, after) -> dress()));
        stage.show();
        begin(start);
    }

    private void begin(ConsoleStart start) {
        if (scene.getRoot().getUserData() instanceof ConnectController connect) {
            switch (start) {
                case ConsoleStart.Choose choose -> {}
                case ConsoleStart.Lab lab -> connect.startLab();
                case ConsoleStart.Server server -> connect.connect(server.address());
            }
        }
    }

    private void settingsChanged(Settings before, Settings after) {
        if (!before.language().equals(after.language())
                || before.textScale() != after.textScale()) {
            rebuild();
        } else if (before.theme() != after.theme()) {
            dress();
        }
    }

    /** Makes the content anew in the present language and size, where it was. */
    private void rebuild() {
        ui = Ui.create(thread, preferences, stylesheet, clock);
        dress();
        scene.setRoot(work.map(this::shell).orElseGet(this::connect));
        stage.setTitle("Continuo");
    }

    private Parent connect() {
        var controller = new ConnectController(ui, setup, files, this::work);
        controller.root().setUserData(controller);
        return controller.root();
    }

    private Parent shell(Work present) {
        return new Shell(
                        ui,
                        present.state(),
                        present.session().client(),
                        present.navigator(),
                        present.session().place(),
                        this::leave)
                .root();
    }

    private void work(Session session, boolean protect) {
        var state = new ConsoleState(clock);
        var feed = new StateFeed(session.client(), state, thread, clock).start();
        var navigator = new Navigator(ConsoleTargets.all());
        boolean wizard = protect && navigator.knows(Targets.PROTECT);
        navigator.go(Place.of(Targets.OVERVIEW));
        if (wizard) {
            navigator.go(Place.of(Targets.PROTECT));
        }
        work = Optional.of(new Work(session, state, feed, navigator));
        rebuild();
    }

    /** Back to the first page; what ran for the session is stopped. */
    private void leave() {
        Optional<Work> left = work;
        work = Optional.empty();
        rebuild();
        left.ifPresent(each -> Thread.ofVirtual().name("leave").start(() -> stop(each)));
    }

    private void dress() {
        boolean dark =
                preferences
                        .settings()
                        .get()
                        .theme()
                        .dark(Platform.getPreferences().getColorScheme());
        stylesheet.apply(scene, dark, ui.messages().locale(), ui.scale());
    }

    private void close() {
        following.unsubscribe();
        scene.setRoot(new Pane());
        thread.close();
        Optional<Work> left = work;
        work = Optional.empty();
        Thread.ofVirtual()
                .name("close")
                .start(() -> {
                    try {
                        left.ifPresent(ConsoleWindow::stop);
                    } finally {
                        onClosed.run();
                    }
                });
    }

    private static void stop(Work left) {
        left.feed().close();
        left.session().close();
    }
}
