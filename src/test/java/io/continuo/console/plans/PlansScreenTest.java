package io.continuo.console.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.plan.PlanRunKind;
import io.continuo.client.PlanClient;
import io.continuo.console.ConsoleTargets;
import io.continuo.console.FxTest;
import io.continuo.console.SampleEstate;
import io.continuo.console.SamplePlans;
import io.continuo.console.Screens;
import io.continuo.console.ScriptedClient;
import io.continuo.console.ScriptedPlans;
import io.continuo.console.ShellStage;
import io.continuo.console.StoryClock;
import io.continuo.console.nav.Targets;

import javafx.scene.control.TableView;
import javafx.scene.control.TextField;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import java.util.List;

/** Recovery plans as people see and run them. */
class PlansScreenTest extends FxTest {
    private static ShellStage open(Screens variant, PlanClient plans, String... args) {
        var client =
                new ScriptedClient() {
                    @Override
                    public PlanClient plans() {
                        return plans;
                    }
                };
        return fxGet(() -> {
            var stage =
                    new ShellStage(
                            variant.at(new StoryClock(SampleEstate.NOW)),
                            ConsoleTargets.all(),
                            client);
            stage.sample().machines(SampleEstate.machines());
            stage.go(Targets.PLANS, args);
            return stage;
        });
    }

    private static boolean shows(ShellStage stage, String selector) {
        return fxGet(() -> {
            stage.settle();
            return stage.root().lookup(selector) != null;
        });
    }

    private static void picture(ShellStage stage, String selector, String name) {
        eventually(selector + " is shown", () -> shows(stage, selector));
        fx(() -> stage.write(name));
    }

    @Test
    void renders_in_both_themes_and_languages_and_sizes() {
        for (Screens variant :
                List.of(Screens.LIGHT, Screens.DARK, Screens.ZH_LIGHT, Screens.ZH_DARK)) {
            picture(open(variant, new SamplePlans()), ".plan-ask", "plans");
        }
        picture(open(Screens.LIGHT.size(1280, 800), new SamplePlans()), ".plan-ask", "plans-1280");
        picture(
                open(Screens.DARK.scaled(1.5).size(1600, 1000), new SamplePlans()),
                ".plan-ask",
                "plans-150-percent");
        picture(
                open(Screens.LIGHT, new SamplePlans(), Targets.PLAN, "HR"),
                ".check-row",
                "plans-not-ready");
        picture(open(Screens.LIGHT, new ScriptedPlans()), ".empty-state", "plans-empty");
    }

    @Test
    void a_manual_step_is_answered_with_what_was_seen() {
        var plans = new SamplePlans();
        ShellStage stage = open(Screens.LIGHT, plans);
        FxRobot robot = show(stage.scene(), 1440, 900);
        eventually("it asks", () -> shows(stage, "#plan-yes"));
        fx(() -> robot.lookup("#plan-note").queryAs(TextField.class).setText("Order is there."));
        plans.refusing = true;
        robot.clickOn("#plan-yes");
        eventually("it says why not", () -> shows(stage, ".error-panel"));
        plans.refusing = false;
        robot.clickOn("#plan-yes");
        eventually("it is answered", () -> plans.answer != null);
        assertThat(plans.answer.done()).isTrue();
        assertThat(plans.answer.note()).isEqualTo("Order is there.");
        eventually("nothing is asked any more", () -> !shows(stage, "#plan-yes"));
    }

    @Test
    void a_step_answered_with_no_shows_why_the_run_failed_and_what_is_left() {
        var plans = new SamplePlans();
        ShellStage stage = open(Screens.DARK, plans);
        FxRobot robot = show(stage.scene(), 1440, 900);
        eventually("it asks", () -> shows(stage, "#plan-no"));
        robot.clickOn("#plan-no");
        eventually("the run has failed", () -> shows(stage, ".error-panel"));
        fx(() -> stage.write("plans-failed"));
    }

    @Test
    void a_drill_is_started_after_saying_what_it_does() {
        var plans = new SamplePlans();
        ShellStage stage = open(Screens.LIGHT, plans, Targets.PLAN, "ERP");
        FxRobot robot = show(stage.scene(), 1440, 900);
        eventually("ERP is chosen", () -> chosen(robot).equals("ERP"));
        robot.clickOn("#plan-drill");
        settle();
        fx(() -> stage.write("plans-drill"));
        plans.refusing = true;
        robot.clickOn("#plan-go");
        eventually("it says why not", () -> shows(stage, ".error-panel"));
        plans.refusing = false;
        robot.clickOn("#plan-go");
        eventually("it is started", () -> plans.started != null);
        assertThat(plans.started.kind()).isEqualTo(PlanRunKind.TEST);
        eventually("the dialog is closed", () -> robot.lookup("#plan-go").queryAll().isEmpty());
    }

    private static String chosen(FxRobot robot) {
        return fxGet(() -> {
            @SuppressWarnings("unchecked")
            TableView<PlanRow> table = robot.lookup(".ct-table").queryAs(TableView.class);
            PlanRow row = table.getSelectionModel().getSelectedItem();
            return row == null ? "" : row.view().name();
        });
    }
}
