package io.continuo.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobState;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.Progress;
import io.continuo.api.machine.ResyncCause;
import io.continuo.api.machine.ResyncContract;
import io.continuo.api.machine.ResyncView;
import io.continuo.console.nav.Targets;
import io.continuo.console.state.SampleState;

import javafx.scene.Node;
import javafx.scene.control.Labeled;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A click is not lost when the state changes between press and release. */
class LiveControlsTest extends FxTest {
    private final List<String> asked = new ArrayList<>();
    private final ScriptedClient server =
            new ScriptedClient() {
                @Override
                public ResyncView resync(String machine) {
                    asked.add(machine);
                    return new ResyncView(Optional.empty(), Optional.empty());
                }
            };

    @Test
    void the_worst_cause_is_opened_while_the_number_behind_it_changes() {
        ShellStage stage = open(sample -> sample.machines(late(2)), Targets.OVERVIEW);
        pressWhile(button("Show"), () -> update(stage, late(3)));
        assertThat(place(stage)).isEqualTo(Targets.MACHINES);
    }

    @Test
    void a_machine_to_fail_over_is_opened_while_its_delay_changes() {
        ShellStage stage = open(sample -> sample.machines(List.of(healthy(3.4))), Targets.OVERVIEW);
        Node row = door("web-01, ", " ago");
        pressWhile(row, () -> update(stage, List.of(healthy(4.4))));
        assertThat(place(stage)).isEqualTo(Targets.MACHINE_DETAIL);
    }

    @Test
    void what_waits_is_dealt_with_while_a_job_goes_on() {
        MachineView stopped =
                SampleEstate.machine("log-02")
                        .data(DataState.RESYNC_REQUIRED, Optional.empty())
                        .view();
        ShellStage stage =
                open(
                        sample -> {
                            sample.machines(List.of(stopped));
                            sample.job(running(10));
                        },
                        Targets.OVERVIEW);
        pressWhile(
                button("Open"),
                () -> {
                    stage.sample().job(running(60));
                    stage.settle();
                });
        assertThat(place(stage)).isEqualTo(Targets.MACHINE_DETAIL);
    }

    @Test
    void a_resync_is_started_while_the_machine_reports() {
        ShellStage stage =
                open(
                        sample -> sample.machines(List.of(due(212))),
                        Targets.MACHINE_DETAIL,
                        Targets.MACHINE,
                        "log-02");
        pressWhile(button("Resync now"), () -> update(stage, List.of(due(200))));
        eventually("it was asked for", () -> asked.equals(List.of("m-log-02")));
    }

    @Test
    void an_act_is_opened_while_a_card_appears_above() {
        ShellStage stage =
                open(
                        sample -> sample.machines(List.of(healthy(3))),
                        Targets.MACHINE_DETAIL,
                        Targets.MACHINE,
                        "web-01");
        Node row = door("Test failover…", "");
        pressWhile(row, () -> update(stage, List.of(healthy(2000))));
        assertThat(fxGet(() -> row.getScene() == stage.scene())).isTrue();
        eventually(
                "the drill is opened", () -> !robot().lookup("#drill-start").queryAll().isEmpty());
    }

    private ShellStage open(Consumer<SampleState> story, String target, String... args) {
        ShellStage stage =
                fxGet(() -> {
                    var made =
                            new ShellStage(
                                    Screens.LIGHT.at(new StoryClock(SampleEstate.NOW)),
                                    ConsoleTargets.all(),
                                    server);
                    story.accept(made.sample());
                    made.go(target, args);
                    return made;
                });
        show(stage.scene(), 1440, 900);
        fx(stage::settle);
        return stage;
    }

    private static void update(ShellStage stage, List<MachineView> machines) {
        machines.forEach(stage.sample()::machine);
        stage.settle();
    }

    private static String place(ShellStage stage) {
        return fxGet(() -> stage.navigator().place().get().targetId());
    }

    private static Node button(String begins) {
        return fxGet(() ->
                robot().lookup(".button").queryAllAs(Labeled.class).stream()
                        .filter(each -> each.getText() != null && each.getText().startsWith(begins))
                        .findFirst()
                        .orElseThrow());
    }

    private static Node door(String begins, String ends) {
        return fxGet(() ->
                robot().lookup(".door").queryAll().stream()
                        .filter(each -> each.getAccessibleText() != null)
                        .filter(each -> each.getAccessibleText().startsWith(begins))
                        .filter(each -> each.getAccessibleText().endsWith(ends))
                        .findFirst()
                        .orElseThrow());
    }

    private static List<MachineView> late(int count) {
        List<MachineView> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(SampleEstate.machine("erp-" + i).rpo(2000 + i, 300).view());
        }
        return all;
    }

    private static MachineView healthy(double rpo) {
        return SampleEstate.machine("web-01").rpo(rpo, 900).view();
    }

    private static MachineView due(long gigabytes) {
        var contract =
                new ResyncContract(
                        ResyncCause.LOG_HALF_OF_DISK,
                        "",
                        SampleEstate.NOW.minusSeconds(60),
                        true,
                        Optional.of(SampleEstate.NOW.plusSeconds(9_000)),
                        gigabytes * 1_000_000_000L,
                        3_400_000_000L,
                        Optional.of(780.0));
        return SampleEstate.machine("log-02")
                .data(DataState.RESYNC_REQUIRED, Optional.empty())
                .health(Health.CRITICAL)
                .resync(new ResyncView(Optional.of(contract), Optional.empty()))
                .view();
    }

    private static io.continuo.api.job.JobView running(long percent) {
        return Samples.job(
                JobKind.EXPORT,
                "web-01",
                JobState.RUNNING,
                List.of(
                        Samples.step(
                                "EXPORT",
                                JobState.RUNNING,
                                Optional.of(new Progress(percent, 100, 1)))));
    }
}
