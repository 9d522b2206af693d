package io.continuo.console.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.console.ConsoleTargets;
import io.continuo.console.FxTest;
import io.continuo.console.Screens;
import io.continuo.console.ScriptedClient;
import io.continuo.console.ShellStage;
import io.continuo.console.StoryClock;
import io.continuo.console.nav.Targets;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The topology as people see it; the pictures are for looking at. */
class TopologyScreenTest extends FxTest {
    @Test
    void the_lab_is_drawn_in_both_themes_and_languages() {
        for (Screens variant :
                List.of(Screens.LIGHT, Screens.DARK, Screens.ZH_LIGHT, Screens.ZH_DARK)) {
            assertThat(picture(variant, "topology-lab", Estates.lab(), stage -> {})).exists();
        }
    }

    @Test
    void a_cut_line_lights_its_path() {
        for (Screens variant : List.of(Screens.LIGHT, Screens.DARK, Screens.ZH_LIGHT)) {
            assertThat(
                            picture(
                                    variant,
                                    "topology-cut",
                                    Estates.labCut(),
                                    stage -> select(stage, "line:ps-01>mt-01")))
                    .exists();
        }
    }

    @Test
    void a_night_with_machines_by_name() {
        picture(Screens.DARK, "topology-night", Estates.night(4), stage -> {});
        picture(
                Screens.LIGHT.size(1280, 800),
                "topology-night-1280",
                Estates.night(4),
                stage -> select(stage, "machine:id-erp-101"));
        picture(Screens.DARK.size(2560, 1440), "topology-night-2560", Estates.night(4), s -> {});
    }

    @Test
    void two_hundred_machines_fit() {
        for (Screens variant : List.of(Screens.LIGHT, Screens.DARK)) {
            picture(
                    variant,
                    "topology-200",
                    Estates.night(14),
                    stage -> select(stage, "ps-tpe-02"));
        }
        picture(Screens.LIGHT.size(2560, 1440), "topology-200-2560", Estates.night(14), s -> {});
    }

    @Test
    void nothing_yet_long_names_and_silence() {
        picture(Screens.LIGHT, "topology-fresh", Estates.fresh(), stage -> {});
        picture(
                Screens.LIGHT,
                "topology-long",
                Estates.longNames(),
                stage ->
                        select(
                                stage,
                                "line:process-server-taipei-neihu-datacentre-building-b-04>"
                                        + "master-target-kaohsiung-asia-pacific-exchange-02"));
        picture(Screens.DARK, "topology-stale", Estates.labCut(), stage -> stage.sample().lost());
        picture(
                Screens.LIGHT.scaled(1.5),
                "topology-lab-150",
                Estates.labCut(),
                stage -> select(stage, "ps-01"));
        picture(Screens.LIGHT, "topology-empty", null, stage -> {});
    }

    private static void select(ShellStage stage, String id) {
        stage.go(Targets.SETTINGS);
        stage.go(Targets.TOPOLOGY, "selected", id);
    }

    private static Path picture(
            Screens variant, String name, Estates estates, Consumer<ShellStage> story) {
        var clock = new StoryClock(Estates.NOW);
        return ShellStage.picture(
                variant.at(clock),
                name,
                ConsoleTargets.all(),
                new ScriptedClient(),
                stage -> {
                    if (estates != null) {
                        for (int minute = 60; minute >= 0; minute--) {
                            clock.set(Estates.NOW.minus(Duration.ofMinutes(minute)));
                            stage.sample().topology(estates.topologyAt(minute));
                        }
                        stage.sample().machines(estates.machines());
                    } else {
                        stage.sample()
                                .topology(
                                        new io.continuo.api.topology.TopologyView(
                                                List.of(), List.of(), List.of(), List.of()));
                    }
                    stage.go(Targets.TOPOLOGY);
                    story.accept(stage);
                });
    }
}
