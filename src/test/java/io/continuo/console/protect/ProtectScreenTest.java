package io.continuo.console.protect;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.DataState;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.RoleState;
import io.continuo.api.policy.PolicyView;
import io.continuo.console.ConsoleTargets;
import io.continuo.console.FxTest;
import io.continuo.console.Samples;
import io.continuo.console.Screens;
import io.continuo.console.ShellStage;
import io.continuo.console.StoryClock;
import io.continuo.console.nav.Targets;

import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import java.util.List;
import java.util.Optional;

/** The wizard, walked by keys and clicks, and pictured on the way. */
class ProtectScreenTest extends FxTest {
    @Test
    void a_machine_is_protected_and_its_addresses_are_given() {
        walk(Screens.LIGHT);
    }

    @Test
    void the_same_in_chinese_and_dark_on_a_small_window() {
        walk(Screens.ZH_DARK.size(1280, 800));
    }

    private void walk(Screens variant) {
        var server = new ProtectServer();
        ShellStage stage = open(variant, server);
        FxRobot robot = show(stage.scene(), variant.width(), variant.height());
        picture(stage, "protect-1-scenario");
        robot.clickOn("#protect-forward");
        type(robot, "#machine-name", "db 01");
        type(robot, "#disk-1", "/srv/missing.img");
        eventually(
                "both are refused beside their fields",
                () -> robot.lookup(".text-field.invalid").queryAll().size() == 2);
        assertThat(forward(robot).isDisabled()).isTrue();
        picture(stage, "protect-2-refused");
        type(robot, "#machine-name", "db-01");
        type(robot, "#disk-1", "/srv/images/db-01-0.img");
        eventually("one may go on", () -> !forward(robot).isDisabled());
        picture(stage, "protect-2-disks");
        fx(() -> stage.go(Targets.SETTINGS));
        fx(() -> stage.go(Targets.PROTECT));
        settle();
        assertThat(robot.lookup("#machine-name").queryAs(TextField.class).getText())
                .as("resumed")
                .isEqualTo("db-01");
        eventually("it is checked again", () -> !forward(robot).isDisabled());
        robot.clickOn("#protect-forward");
        settle();
        picture(stage, "protect-3-policy");
        robot.clickOn("#protect-forward");
        settle();
        picture(stage, "protect-4-checks");
        eventually("nothing refuses", () -> !forward(robot).isDisabled());
        robot.clickOn("#protect-forward");
        settle();
        picture(stage, "protect-5-review");
        robot.clickOn("#protect-forward");
        eventually("it runs", () -> robot.lookup(".job-step").queryAll().size() == 5);
        assertThat(server.protectedWith.disks()).containsExactly("/srv/images/db-01-0.img");
        assertThat(robot.lookup("#protect-forward").queryAll())
                .as("it cannot be asked for twice")
                .isEmpty();
        fx(() -> stage.sample().machine(initial()));
        picture(stage, "protect-6-runs");
        server.gate.countDown();
        eventually("it is done", () -> robot.lookup(".job-step.done").queryAll().size() == 5);
        picture(stage, "protect-7-done");
        assertThat(robot.lookup(".uri-row .text-field").queryAs(TextField.class).getText())
                .startsWith("nbd://");
        pressWhile(
                door(robot, stage.ui().text("protect.drill")),
                () -> stage.sample().machine(Samples.machine("db-01", 1)));
        eventually("the drill is opened", () -> !robot.lookup("#drill-start").queryAll().isEmpty());
    }

    private static Button door(FxRobot robot, String text) {
        return robot.lookup(".button").queryAllAs(Button.class).stream()
                .filter(each -> text.equals(each.getText()))
                .findFirst()
                .orElseThrow();
    }

    private static MachineView initial() {
        return Samples.machine(
                "db-01",
                1,
                RoleState.PROTECTED,
                Optional.empty(),
                Optional.empty(),
                DataState.INITIAL);
    }

    private static void type(FxRobot robot, String field, String text) {
        robot.clickOn(field);
        robot.push(KeyCode.CONTROL, KeyCode.A);
        settle();
        fx(() -> robot.lookup(field).queryAs(TextField.class).setText(text));
        settle();
    }

    private static Button forward(FxRobot robot) {
        return robot.lookup("#protect-forward").queryAs(Button.class);
    }

    private static ShellStage open(Screens variant, ProtectServer server) {
        return fxGet(() -> {
            var stage =
                    new ShellStage(
                            variant.at(new StoryClock(Samples.NOW)), ConsoleTargets.all(), server);
            stage.sample()
                    .policies(
                            List.of(
                                    new PolicyView("p1", "Default", 900, 86_400, 300, true, 3),
                                    new PolicyView("p2", "Tier 1", 300, 172_800, 60, false, 0)));
            stage.go(Targets.PROTECT);
            return stage;
        });
    }

    private static void picture(ShellStage stage, String name) {
        settle();
        fx(() -> stage.write(name));
    }
}
