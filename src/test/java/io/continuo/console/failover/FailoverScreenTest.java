package io.continuo.console.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.Action;
import io.continuo.api.machine.FailoverKind;
import io.continuo.api.machine.MachineView;
import io.continuo.console.ConsoleTargets;
import io.continuo.console.FxTest;
import io.continuo.console.Samples;
import io.continuo.console.Screens;
import io.continuo.console.ShellStage;
import io.continuo.console.StoryClock;
import io.continuo.console.nav.Targets;

import javafx.scene.control.Button;
import javafx.scene.control.TextField;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import java.util.List;

/** The failover wizard and the steps after it, walked and pictured. */
class FailoverScreenTest extends FxTest {
    @Test
    void a_machine_is_failed_over_after_its_name_was_typed() {
        for (Screens variant : List.of(Screens.LIGHT, Screens.ZH_DARK)) {
            walk(variant);
        }
    }

    private void walk(Screens variant) {
        var server = new FailoverServer(FailoverSamples.protectedForward());
        ShellStage stage = open(variant, server, Targets.FAILOVER, Targets.KIND, "UNPLANNED");
        FxRobot robot = show(stage.scene(), 1440, 900);
        eventually("it may go on", () -> !forward(robot).isDisabled());
        picture(stage, "failover-kind");
        next(robot);
        eventually("the points are there", () -> !robot.lookup(".table-view").queryAll().isEmpty());
        picture(stage, "failover-point");
        next(robot);
        eventually("the checks are there", () -> robot.lookup(".check-row").queryAll().size() >= 4);
        eventually("nothing refuses", () -> !forward(robot).isDisabled());
        picture(stage, "failover-checks");
        next(robot);
        eventually(
                "the name is asked for",
                () -> !robot.lookup("#failover-name").queryAll().isEmpty());
        picture(stage, "failover-preview-empty");
        assertThat(forward(robot).isDisabled()).as("nothing typed").isTrue();
        type(robot, "#failover-name", "erp-db-0");
        assertThat(forward(robot).isDisabled()).as("typed wrongly").isTrue();
        type(robot, "#failover-name", "erp-db-01");
        eventually("it may be done", () -> !forward(robot).isDisabled());
        picture(stage, "failover-preview");
        fire(robot, "#failover-forward");
        eventually("it was asked for", () -> server.asked.isPresent());
        assertThat(server.asked.get().kind()).isEqualTo(FailoverKind.UNPLANNED);
        assertThat(server.asked.get().confirm()).isEqualTo("erp-db-01");
        eventually("it runs", () -> !robot.lookup(".job-step").queryAll().isEmpty());
        picture(stage, "failover-runs");
        server.gate.countDown();
        eventually("it is done", () -> robot.lookup(".state-healthy").queryAll().size() > 0);
        picture(stage, "failover-done");
    }

    @Test
    void a_point_that_expired_meanwhile_is_said_and_nothing_is_lost() {
        var server = new FailoverServer(FailoverSamples.protectedForward());
        String gone = server.points.getFirst().id();
        ShellStage stage =
                open(
                        Screens.LIGHT,
                        server,
                        Targets.FAILOVER,
                        Targets.KIND,
                        "UNPLANNED",
                        Targets.POINT,
                        gone);
        FxRobot robot = show(stage.scene(), 1280, 800);
        for (int page = 0; page < 3; page++) {
            eventually("it may go on", () -> !forward(robot).isDisabled());
            next(robot);
        }
        eventually(
                "the name is asked for",
                () -> !robot.lookup("#failover-name").queryAll().isEmpty());
        server.points.removeFirst();
        type(robot, "#failover-name", "erp-db-01");
        eventually("it may be done", () -> !forward(robot).isDisabled());
        fire(robot, "#failover-forward");
        eventually("it says so", () -> !robot.lookup(".error-panel").queryAll().isEmpty());
        picture(stage, "failover-point-expired");
        assertThat(server.asked).isEmpty();
        assertThat(field(robot, "#failover-name").getText()).isEqualTo("erp-db-01");
    }

    @Test
    void what_cannot_be_is_disabled_and_says_why() {
        var server = new FailoverServer(FailoverSamples.behind());
        server.refuses = true;
        ShellStage stage = open(Screens.DARK, server, Targets.FAILOVER);
        FxRobot robot = show(stage.scene(), 1440, 900);
        assertThat(robot.lookup("#failover-PLANNED").query().isDisabled()).isTrue();
        picture(stage, "failover-kind-refused");
        eventually("it may go on", () -> !forward(robot).isDisabled());
        next(robot);
        next(robot);
        eventually("the refusal is there", () -> !robot.lookup(".check-row").queryAll().isEmpty());
        assertThat(forward(robot).isDisabled()).isTrue();
        picture(stage, "failover-checks-refused");
    }

    @Test
    void on_the_way_back_it_is_a_failback() {
        var server = new FailoverServer(FailoverSamples.reversed());
        ShellStage stage = open(Screens.ZH_LIGHT, server, Targets.FAILOVER);
        FxRobot robot = show(stage.scene(), 1440, 900);
        for (int page = 0; page < 3; page++) {
            eventually("it may go on", () -> !forward(robot).isDisabled());
            next(robot);
        }
        eventually(
                "the name is asked for",
                () -> !robot.lookup("#failover-name").queryAll().isEmpty());
        picture(stage, "failback-preview");
        type(robot, "#failover-name", "erp-db-01");
        eventually("it may be done", () -> !forward(robot).isDisabled());
        fire(robot, "#failover-forward");
        eventually("it was asked for", () -> server.asked.isPresent());
        assertThat(server.asked.get().kind()).isEqualTo(FailoverKind.PLANNED);
        assertThat(server.asked.get().point()).isEqualTo("latest");
        server.gate.countDown();
    }

    @Test
    void a_failover_is_committed_cancelled_or_given_another_point_once_its_name_was_typed() {
        step(Screens.LIGHT, FailoverSamples.pending(), Action.CANCEL_FAILOVER, "cancel");
        step(Screens.ZH_DARK, FailoverSamples.pending(), Action.COMMIT, "commit");
        step(Screens.DARK, FailoverSamples.pending(), Action.CHANGE_POINT, "point point-30");
    }

    @Test
    void reprotecting_touches_nothing_live_and_asks_for_no_name() {
        step(Screens.LIGHT, FailoverSamples.committed(), Action.REPROTECT, "reprotect");
    }

    private void step(Screens variant, MachineView machine, Action action, String did) {
        var server = new FailoverServer(machine);
        ShellStage stage = open(variant, server, Targets.FAILOVER_STEP, Targets.ACT, action.name());
        FxRobot robot = show(stage.scene(), 1440, 900);
        boolean named = action != Action.REPROTECT;
        if (named) {
            eventually("it asks", () -> !robot.lookup("#step-name").queryAll().isEmpty());
            assertThat(button(robot, "#step-begin").isDisabled()).isTrue();
            type(robot, "#step-name", "erp-db-01");
        }
        eventually("it may begin", () -> !button(robot, "#step-begin").isDisabled());
        picture(stage, "failover-step-" + action.name().toLowerCase(java.util.Locale.ROOT));
        fire(robot, "#step-begin");
        eventually("it was asked for", () -> server.did.equals(did));
        eventually("it runs", () -> !robot.lookup(".job-step").queryAll().isEmpty());
        server.gate.countDown();
        eventually("it ends", () -> !robot.lookup("#step-close").queryAll().isEmpty());
        picture(stage, "failover-step-done-" + action.name().toLowerCase(java.util.Locale.ROOT));
        fire(robot, "#step-close");
        eventually("it is closed", () -> robot.lookup(".modal").queryAll().isEmpty());
    }

    @Test
    void the_page_of_a_machine_shows_what_comes_next() {
        page(Screens.LIGHT, FailoverSamples.protectedForward(), "machine-protected", "Fail over…");
        page(Screens.DARK, FailoverSamples.pending(), "machine-commit-pending", "Commit…");
        page(Screens.LIGHT, FailoverSamples.committed(), "machine-committed", "Reprotect…");
        page(Screens.ZH_LIGHT, FailoverSamples.reversed(), "machine-reversed", "容錯回復…");
    }

    private void page(Screens variant, MachineView machine, String name, String main) {
        var server = new FailoverServer(machine);
        ShellStage stage = open(variant, server, Targets.MACHINE_DETAIL);
        FxRobot robot = show(stage.scene(), 1440, 900);
        eventually("it is shown", () -> button(robot, "#machine-live").getText().equals(main));
        picture(stage, name);
    }

    private static ShellStage open(
            Screens variant, FailoverServer server, String target, String... args) {
        String[] all = new String[args.length + 2];
        all[0] = Targets.MACHINE;
        all[1] = FailoverSamples.NAME;
        System.arraycopy(args, 0, all, 2, args.length);
        return fxGet(() -> {
            var stage =
                    new ShellStage(
                            variant.at(new StoryClock(Samples.NOW)), ConsoleTargets.all(), server);
            stage.sample().machines(List.of(server.machine, Samples.machine("web-01", 1)));
            stage.go(Targets.SETTINGS);
            stage.go(target, all);
            return stage;
        });
    }

    private static void next(FxRobot robot) {
        fire(robot, "#failover-forward");
        settle();
    }

    private static void fire(FxRobot robot, String id) {
        fx(() -> button(robot, id).fire());
        settle();
    }

    private static Button forward(FxRobot robot) {
        return button(robot, "#failover-forward");
    }

    private static Button button(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Button.class);
    }

    private static TextField field(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(TextField.class);
    }

    private static void type(FxRobot robot, String id, String text) {
        fx(() -> field(robot, id).setText(text));
        settle();
    }

    private static void picture(ShellStage stage, String name) {
        settle();
        fx(() -> stage.write(name));
    }
}
