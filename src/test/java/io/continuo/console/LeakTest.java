package io.continuo.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.console.fx.Ui;
import io.continuo.console.nav.NavTarget;
import io.continuo.console.nav.Navigator;
import io.continuo.console.nav.Place;
import io.continuo.console.nav.Screen;
import io.continuo.console.nav.Shell;
import io.continuo.console.state.ConsoleState;

import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A screen that was left is collected, whatever it listened to. */
class LeakTest extends FxTest {
    private static final int TIMES = 50;

    /** A screen's other poses are opened only every so often: the screen is the same. */
    private static final int EVERY_SAMPLE = 10;

    private final Map<String, List<WeakReference<Screen>>> opened = new TreeMap<>();

    @Test
    void every_screen_is_collected_after_it_was_left() {
        Ui ui = Screens.LIGHT.ui();
        ConsoleState state = fxGet(() -> Story.badNight().state());
        List<NavTarget> targets = ConsoleTargets.all().stream().map(this::watched).toList();
        var navigator = new Navigator(targets);
        Scene scene =
                fxGet(() ->
                        Screens.LIGHT.scene(
                                ui,
                                new Shell(
                                                ui,
                                                state,
                                                new StoryClient(state),
                                                navigator,
                                                "",
                                                () -> {})
                                        .root()));
        for (int i = 0; i < TIMES; i++) {
            boolean every = i % EVERY_SAMPLE == 0;
            for (NavTarget target : targets) {
                fx(() -> open(scene, navigator, state, target, every));
            }
        }
        fx(() -> empty(scene));
        assertThat(opened).isNotEmpty();
        assertThat(opened.values()).allMatch(screens -> screens.size() >= TIMES);
        try {
            eventually("every screen is collected", () -> left().isEmpty());
        } catch (AssertionError e) {
            assertThat(left()).as("screens that were left and are still there").isEmpty();
        }
        assertThat(scene).isNotNull();
    }

    private static void open(
            Scene scene, Navigator navigator, ConsoleState state, NavTarget target, boolean every) {
        List<NavTarget.Sample> samples = target.samples().apply(state);
        for (NavTarget.Sample sample :
                samples.subList(0, every ? samples.size() : Math.min(1, samples.size()))) {
            navigator.go(new Place(target.id(), sample.args()));
            scene.getRoot().applyCss();
            scene.getRoot().layout();
        }
    }

    /** A scene remembers who had the focus before the present owner: one node, until it moves. */
    private static void empty(Scene scene) {
        var first = new Button();
        var second = new Button();
        scene.setRoot(new HBox(first, second));
        first.requestFocus();
        second.requestFocus();
    }

    private NavTarget watched(NavTarget target) {
        return new NavTarget(
                target.id(),
                target.nameKey(),
                target.icon(),
                target.group(),
                target.railId(),
                target.badge(),
                target.samples(),
                (console, args) -> {
                    Screen screen = target.factory().create(console, args);
                    opened.computeIfAbsent(target.id(), id -> new ArrayList<>())
                            .add(new WeakReference<>(screen));
                    return screen;
                });
    }

    /** How many of each screen are still there. */
    private Map<String, Long> left() {
        System.gc();
        Map<String, Long> left = new TreeMap<>();
        opened.forEach((id, screens) -> {
            long there = screens.stream().filter(each -> each.get() != null).count();
            if (there > 0) {
                left.put(id, there);
            }
        });
        return left;
    }
}
