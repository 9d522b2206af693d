package io.continuo.console.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.job.JobKind;
import io.continuo.console.ConsoleTargets;
import io.continuo.console.FxTest;
import io.continuo.console.Samples;
import io.continuo.console.Screens;
import io.continuo.console.ShellStage;
import io.continuo.console.StoryClock;
import io.continuo.console.nav.Targets;

import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import java.util.List;

/** The drill, walked by keys and clicks, and pictured on the way. */
class DrillScreenTest extends FxTest {
    @Test
    void a_drill_is_started_seen_and_cleaned_up() {
        for (Screens variant : List.of(Screens.LIGHT, Screens.ZH_DARK)) {
            walk(variant);
        }
    }

    private void walk(Screens variant) {
        var server = new DrillServer();
        ShellStage stage = open(variant, server, "db-01");
        FxRobot robot = show(stage.scene(), 1440, 900);
        eventually("the points are shown", () -> table(robot).getItems().size() == 32);
        picture(stage, "drill-choose");
        robot.clickOn(table(robot)).type(KeyCode.HOME).type(KeyCode.DOWN, 3);
        settle();
        String chosen = fxGet(() -> table(robot).getSelectionModel().getSelectedItem().id());
        robot.clickOn("#drill-start");
        eventually("the start is shown", () -> robot.lookup(".job-step").queryAll().size() == 2);
        assertThat(server.startedFrom).isEqualTo(chosen);
        picture(stage, "drill-starting");
        server.letGo(JobKind.TEST_FAILOVER);
        eventually("it runs", () -> !robot.lookup("#drill-clean-up").queryAll().isEmpty());
        assertThat(
                        robot.lookup(".uri-row .text-field").queryAllAs(TextField.class).stream()
                                .map(TextField::getText))
                .containsExactly(
                        "nbd://127.0.0.1:10810/drill-db-01-0",
                        "nbd://127.0.0.1:10810/drill-db-01-1");
        picture(stage, "drill-running");
        robot.clickOn("#drill-clean-up");
        eventually("cleaning is shown", () -> !robot.lookup(".job-step").queryAll().isEmpty());
        picture(stage, "drill-cleaning");
        server.letGo(JobKind.TEST_FAILOVER_CLEANUP);
        eventually("it is done", () -> robot.lookup(".job-step").queryAll().isEmpty());
        picture(stage, "drill-done");
        robot.type(KeyCode.ESCAPE);
        eventually("it is closed", () -> robot.lookup(".modal").queryAll().isEmpty());
    }

    @Test
    void a_refusal_is_shown_and_nothing_is_lost() {
        var server =
                new DrillServer() {
                    @Override
                    public io.continuo.api.job.JobView startTestFailover(String n, String p) {
                        throw io.continuo.api.error.Problem.of(
                                        io.continuo.api.error.ErrorCode.TEST_FAILOVER_RUNNING,
                                        "A drill of db-01 runs already.",
                                        "It was started at 03:08 by the administrator.",
                                        "Clean it up, or look at it.",
                                        "db-01")
                                .toException();
                    }
                };
        ShellStage stage = open(Screens.LIGHT, server, "db-01");
        FxRobot robot = show(stage.scene(), 1280, 800);
        eventually("the points are shown", () -> table(robot).getItems().size() == 32);
        robot.clickOn("#drill-start");
        eventually("it says why", () -> !robot.lookup(".error-panel").queryAll().isEmpty());
        assertThat(table(robot).getItems()).hasSize(32);
        assertThat(robot.lookup("#drill-start").queryAs(Button.class).isDisabled()).isFalse();
        picture(stage, "drill-refused");
    }

    @Test
    void a_drill_is_started_while_the_machine_reports() {
        var server = new DrillServer();
        ShellStage stage = open(Screens.LIGHT, server, "db-01");
        FxRobot robot = show(stage.scene(), 1440, 900);
        eventually("the points are shown", () -> table(robot).getItems().size() == 32);
        Button start = robot.lookup("#drill-start").queryAs(Button.class);
        pressWhile(
                start,
                () -> {
                    stage.sample().machine(Samples.machine("db-01", 3));
                    stage.settle();
                });
        eventually("the start is shown", () -> robot.lookup(".job-step").queryAll().size() == 2);
        assertThat(server.startedFrom).isEqualTo("latest");
        server.letGo(JobKind.TEST_FAILOVER);
        eventually("it runs", () -> !robot.lookup("#drill-clean-up").queryAll().isEmpty());
        pressWhile(
                robot.lookup("#drill-clean-up").queryAs(Button.class),
                () -> {
                    stage.sample().machine(server.machine);
                    stage.settle();
                });
        eventually("cleaning is shown", () -> !robot.lookup(".job-step").queryAll().isEmpty());
        server.letGo(JobKind.TEST_FAILOVER_CLEANUP);
    }

    @Test
    void any_second_of_the_history_can_be_typed() {
        for (Screens variant : List.of(Screens.LIGHT, Screens.ZH_DARK)) {
            var server = new DrillServer();
            ShellStage stage = open(variant, server, "db-01");
            FxRobot robot = show(stage.scene(), 1280, 800);
            eventually("the points are shown", () -> table(robot).getItems().size() == 32);
            typeMoment(robot, "2026-03-12 05:00:00");
            assertThat(start(robot).isDisabled()).as("not yet at the target").isTrue();
            picture(stage, "drill-moment-refused");
            typeMoment(robot, "2026-03-12 02:48:34");
            assertThat(start(robot).isDisabled()).isFalse();
            assertThat(fxGet(() -> table(robot).getSelectionModel().getSelectedItem())).isNull();
            picture(stage, "drill-moment");
            robot.clickOn("#drill-start");
            eventually("it is started", () -> !server.startedFrom.isEmpty());
            assertThat(server.startedFrom).isEqualTo("2026-03-11T18:48:34Z");
            server.letGo(JobKind.TEST_FAILOVER);
            eventually("it runs", () -> !robot.lookup("#drill-clean-up").queryAll().isEmpty());
        }
    }

    @Test
    void the_last_point_the_group_shares_can_be_chosen() {
        var server = new DrillServer();
        ShellStage stage = open(Screens.LIGHT, server, "db-01");
        FxRobot robot = show(stage.scene(), 1440, 900);
        eventually("the points are shown", () -> table(robot).getItems().size() == 32);
        fx(() -> table(robot).getSelectionModel().select(1));
        settle();
        robot.clickOn("#drill-start");
        eventually("it is started", () -> server.startedFrom.equals("latest-multi-vm"));
        server.letGo(JobKind.TEST_FAILOVER);
        eventually("it runs", () -> !robot.lookup("#drill-clean-up").queryAll().isEmpty());
    }

    private static void typeMoment(FxRobot robot, String text) {
        fx(() -> robot.lookup("#moment").queryAs(TextField.class).setText(text));
        settle();
    }

    private static Button start(FxRobot robot) {
        return robot.lookup("#drill-start").queryAs(Button.class);
    }

    @Test
    void a_machine_without_points_cannot_be_drilled() {
        var server = new DrillServer();
        server.points.clear();
        server.machine =
                Samples.machine(
                        "db-01",
                        2,
                        io.continuo.api.machine.RoleState.PROTECTED,
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        io.continuo.api.machine.DataState.INITIAL);
        ShellStage stage = open(Screens.DARK, server, "db-01");
        FxRobot robot = show(stage.scene(), 1440, 900);
        eventually("it is shown", () -> !robot.lookup("#drill-start").queryAll().isEmpty());
        assertThat(robot.lookup("#drill-start").queryAs(Button.class).isDisabled()).isTrue();
        picture(stage, "drill-empty");
    }

    private static ShellStage open(Screens variant, DrillServer server, String machine) {
        return fxGet(() -> {
            var stage =
                    new ShellStage(
                            variant.at(new StoryClock(Samples.NOW)), ConsoleTargets.all(), server);
            stage.sample().machines(List.of(server.machine, Samples.machine("web-01", 1)));
            stage.go(Targets.SETTINGS);
            stage.go(Targets.TEST_FAILOVER, Targets.MACHINE, machine);
            return stage;
        });
    }

    private static void picture(ShellStage stage, String name) {
        settle();
        fx(() -> stage.write(name));
    }

    @SuppressWarnings("unchecked")
    private static TableView<DrillPoint> table(FxRobot robot) {
        return (TableView<DrillPoint>) robot.lookup(".modal .table-view").queryAs(TableView.class);
    }
}
