package io.continuo.console.nav;

import io.continuo.api.server.ServerStatus;
import io.continuo.client.ContinuoClient;
import io.continuo.console.fx.Ui;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.ui.Focus;
import io.continuo.console.ui.ModalHost;
import io.continuo.console.ui.SceneBound;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import java.util.Optional;

/**
 * The window's content once there is a server: simulated band, top bar, rail, the present screen,
 * and dialogs above them. Greys every number while the server is silent.
 */
public final class Shell {
    private static final KeyCombination FIND =
            new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination BACK =
            new KeyCodeCombination(KeyCode.LEFT, KeyCombination.ALT_DOWN);

    private final Ui ui;
    private final ConsoleState state;
    private final Navigator navigator;
    private final ConsoleContext console;
    private final StackPane stage = new StackPane();
    private final HBox band;
    private final Rail rail;
    private final TopBar topBar;
    private final ModalHost root;
    private Optional<Screen> present = Optional.empty();
    private Optional<Screen> dialog = Optional.empty();

    /**
     * @param place where the server is, for people; empty for this computer
     * @param switchServer what the server's name in the top bar does
     */
    public Shell(
            Ui ui,
            ConsoleState state,
            ContinuoClient client,
            Navigator navigator,
            String place,
            Runnable switchServer) {
        this.ui = ui;
        this.state = state;
        this.navigator = navigator;
        var frame = new BorderPane();
        root = new ModalHost(ui, frame);
        console = new ConsoleContext(ui, state, client, navigator, root);
        topBar =
                new TopBar(
                        ui,
                        state,
                        place.isEmpty() ? ui.text("shell.thisComputer") : place,
                        new TopBar.Acts(switchServer, this::find, this::showAlerts));
        rail = new Rail(ui, state, navigator);
        band = simulatedBand();
        frame.setTop(new VBox(band, topBar));
        frame.setLeft(rail);
        frame.setCenter(stage);
        stage.setMinSize(0, 0);
        frame.addEventFilter(KeyEvent.KEY_PRESSED, this::shortcut);
        new SceneBound(root, this::follow);
    }

    public Parent root() {
        return root;
    }

    /** What the screens are given. */
    public ConsoleContext console() {
        return console;
    }

    /** Whether screen and dialog wait for no answer: they look as they should. */
    public boolean atRest() {
        return present.stream().allMatch(Screen::atRest)
                && dialog.stream().allMatch(Screen::atRest);
    }

    private Subscription follow() {
        return navigator
                .place()
                .subscribe(this::show)
                .and(navigator.showDialogs(this::showDialog))
                .and(state.server().subscribe(status -> showBand(status.orElse(null))))
                .and(
                        state.connection()
                                .subscribe(connection ->
                                        Styles.toggle(root, "stale", connection.stale())));
    }

    private void show(Place place) {
        if (place == null || navigator.stays(place)) {
            return;
        }
        navigator
                .target(place.targetId())
                .ifPresent(target -> {
                    dialog = Optional.empty();
                    present = Optional.of(target.factory().create(console, place.args()));
                    stage.getChildren().setAll(present.get().node());
                });
    }

    private void showDialog(Place place) {
        navigator
                .target(place.targetId())
                .map(target -> target.factory().create(console, place.args()))
                .filter(screen -> screen.node() instanceof Region)
                .ifPresent(screen -> {
                    dialog = Optional.of(screen);
                    root.showBare((Region) screen.node(), () -> {});
                });
    }

    private void shortcut(KeyEvent event) {
        if (FIND.match(event)) {
            find();
            event.consume();
        } else if (BACK.match(event)) {
            navigator.back();
            event.consume();
        } else if (event.getCode() == KeyCode.F6) {
            nextPart(event.isShiftDown());
            event.consume();
        }
    }

    /** Moves the focus to the first control of the next part: rail, page, top bar. */
    private void nextPart(boolean backwards) {
        Parent[] parts = {rail, stage, topBar};
        Node focused = root.getScene().getFocusOwner();
        int present = 0;
        for (int i = 0; i < parts.length; i++) {
            if (Focus.isInside(focused, parts[i])) {
                present = i;
            }
        }
        int step = backwards ? parts.length - 1 : 1;
        Focus.first(parts[(present + step) % parts.length]).ifPresent(Node::requestFocus);
    }

    private void find() {
        Palette.open(ui, new PaletteModel(ui, state, navigator), root, navigator::go);
    }

    private void showAlerts() {
        AlertsPanel.open(console);
    }

    private HBox simulatedBand() {
        var shape = new StateShape(io.continuo.api.machine.Health.WARNING, ui.px(12));
        return Styles.add(
                new HBox(
                        shape,
                        Texts.of(
                                ui.text("shell.simulated"),
                                Styles.SMALL,
                                Styles.MEDIUM,
                                Styles.NAME),
                        Texts.small(ui.text("shell.simulated.explained"))),
                "simulated-band");
    }

    private void showBand(ServerStatus status) {
        boolean simulated = status != null && status.lab();
        band.setVisible(simulated);
        band.setManaged(simulated);
    }
}
