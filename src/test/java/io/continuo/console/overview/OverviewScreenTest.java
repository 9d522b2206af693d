package io.continuo.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.console.ConsoleTargets;
import io.continuo.console.FxTest;
import io.continuo.console.Screens;
import io.continuo.console.Story;
import io.continuo.console.fx.Ui;
import io.continuo.console.nav.Navigator;
import io.continuo.console.nav.Shell;
import io.continuo.console.nav.Targets;
import io.continuo.console.state.SampleState;

import javafx.scene.Scene;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The Overview in every story, as people see it. */
class OverviewScreenTest extends FxTest {
    private static final List<Screens> LOOKS =
            List.of(
                    Screens.LIGHT.at(Story.NIGHT_CLOCK),
                    Screens.DARK.at(Story.NIGHT_CLOCK),
                    Screens.ZH_LIGHT.at(Story.NIGHT_CLOCK));

    @Test
    void a_bad_night() {
        LOOKS.forEach(look -> assertThat(draw("overview-night", look, Story::badNight)).exists());
    }

    @Test
    void a_calm_day() {
        LOOKS.forEach(look -> draw("overview-calm", look, Story::calmDay));
    }

    @Test
    void a_cache_that_fills() {
        LOOKS.forEach(look -> draw("overview-filling", look, Story::filling));
    }

    @Test
    void the_lab() {
        LOOKS.forEach(look -> draw("overview-lab", look, Story::lab));
    }

    @Test
    void other_sizes() {
        Screens light = Screens.LIGHT.at(Story.NIGHT_CLOCK);
        Screens dark = Screens.DARK.at(Story.NIGHT_CLOCK);
        draw("overview-night-1280x800", light.size(1280, 800), Story::badNight);
        draw("overview-night-2560x1440", dark.size(2560, 1440), Story::badNight);
        draw("overview-night-200-percent", light.scaled(2).size(2560, 1440), Story::badNight);
        draw("overview-lab-125-percent", light.scaled(1.25), Story::lab);
    }

    @Test
    void empty_stale_and_huge() {
        Screens light = Screens.LIGHT.at(Story.NIGHT_CLOCK);
        draw("overview-empty", light, Story::empty);
        draw("overview-stale", light, () -> Story.badNight().lost());
        draw("overview-huge", light, () -> Story.huge(10_000));
    }

    private static Path draw(String name, Screens look, Supplier<SampleState> story) {
        return fxGet(() -> {
            Ui ui = look.ui();
            var navigator = new Navigator(ConsoleTargets.all());
            var shell =
                    new Shell(
                            ui,
                            story.get().state(),
                            null,
                            navigator,
                            "dr-khh-01.corp.internal",
                            () -> {});
            Scene scene = look.scene(ui, shell.root());
            navigator.go(Targets.OVERVIEW);
            for (int i = 0; i < 3; i++) {
                shell.root().applyCss();
                shell.root().layout();
                ui.timer().tick();
            }
            return look.write(name, scene);
        });
    }
}
