package io.continuo.console.machines;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.MachineView;
import io.continuo.console.FxTest;
import io.continuo.console.SampleConsole;
import io.continuo.console.SampleEstate;
import io.continuo.console.Screens;
import io.continuo.console.fx.Ui;
import io.continuo.console.nav.Targets;
import io.continuo.console.state.SampleState;

import javafx.scene.Parent;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The list of machines as people see it. */
class MachinesScreenTest extends FxTest {
    @Test
    void renders_in_both_themes_and_languages() {
        for (Screens variant :
                List.of(Screens.LIGHT, Screens.DARK, Screens.ZH_LIGHT, Screens.ZH_DARK)) {
            render(
                    variant.size(1248, 852),
                    "machines",
                    SampleEstate.state(SampleEstate.machines()));
        }
        render(
                Screens.LIGHT.size(1088, 752),
                "machines-1280",
                SampleEstate.state(SampleEstate.machines()));
    }

    @Test
    void an_empty_list_teaches_the_first_step() {
        render(
                Screens.LIGHT.size(1248, 852),
                "machines-empty",
                new SampleState(SampleEstate.CLOCK));
        render(
                Screens.ZH_DARK.size(1248, 852),
                "machines-empty",
                new SampleState(SampleEstate.CLOCK));
    }

    @Test
    void ten_thousand_rows_long_names_and_a_silent_server_render() {
        List<MachineView> many = new ArrayList<>(SampleEstate.machines());
        for (int i = 0; i < 9_988; i++) {
            many.add(
                    SampleEstate.machine(
                                    "plant-2-line-%05d-manufacturing-execution-system-db"
                                            .formatted(i))
                            .rpo(i % 90, 300)
                            .view());
        }
        render(Screens.DARK.size(1248, 852), "machines-10000", SampleEstate.state(many));
        SampleState silent = SampleEstate.state(SampleEstate.machines());
        silent.lost();
        render(Screens.LIGHT.size(1248, 852), "machines-stale", silent);
    }

    private static void render(Screens variant, String name, SampleState state) {
        assertThat(variant.at(SampleEstate.CLOCK).render(name, ui -> screen(ui, state, Map.of())))
                .exists();
    }

    private static Parent screen(Ui ui, SampleState state, Map<String, String> args) {
        var console = new SampleConsole(ui, state.state());
        console.context().navigator().go(Targets.MACHINES);
        return console.show(new MachinesController(console.context(), args));
    }
}
