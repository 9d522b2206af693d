package io.continuo.console.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.group.GroupView;
import io.continuo.console.ConsoleTargets;
import io.continuo.console.FxTest;
import io.continuo.console.SampleEstate;
import io.continuo.console.Screens;
import io.continuo.console.ShellStage;
import io.continuo.console.StoryClock;
import io.continuo.console.nav.Targets;

import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import java.util.ArrayList;
import java.util.List;

/** Groups as people see and change them. */
class GroupsScreenTest extends FxTest {
    private static final GroupView ERP =
            GroupServer.group("ERP core", 1_446, "erp-db-01", "erp-db-02", "mail-01");
    private static final GroupView CRM = GroupServer.group("CRM", 140, "crm-db-01", "web-01");
    private static final GroupView NEW = GroupServer.group("HR", -1, "hr-app-01", "file-01");

    @Test
    void renders_in_both_themes_and_languages_and_sizes() {
        var server = new GroupServer();
        server.groups.addAll(List.of(CRM, ERP, NEW));
        for (Screens variant :
                List.of(Screens.LIGHT, Screens.DARK, Screens.ZH_LIGHT, Screens.ZH_DARK)) {
            picture(variant, server, "groups");
        }
        picture(Screens.LIGHT.size(1280, 800), server, "groups-1280");
        picture(Screens.DARK.scaled(1.5).size(1600, 1000), server, "groups-150-percent");
    }

    @Test
    void renders_none_and_very_many() {
        picture(Screens.LIGHT, new GroupServer(), "groups-empty");
        var many = new GroupServer();
        List<GroupView> all = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            all.add(
                    GroupServer.group(
                            "warehouse-management-production-cluster-of-many-names-" + i,
                            i % 7 == 0 ? 9_000 : i % 300,
                            "erp-db-01",
                            "web-01",
                            "unknown-" + i));
        }
        many.groups.addAll(all);
        picture(Screens.LIGHT, many, "groups-3000");
    }

    @Test
    void a_group_is_made_marked_changed_and_deleted() {
        var server = new GroupServer();
        ShellStage stage = open(Screens.LIGHT, server);
        FxRobot robot = show(stage.scene(), 1440, 900);
        robot.clickOn("#group-first");
        settle();
        assertThat(submit(robot).isDisabled()).as("one is not enough").isTrue();
        fx(() -> robot.lookup("#group-name").queryAs(TextField.class).setText("ERP core"));
        choose(robot, "erp-db-01");
        assertThat(submit(robot).isDisabled()).as("one is not enough").isTrue();
        choose(robot, "erp-db-02");
        picture(stage, "groups-new");
        robot.clickOn("#group-submit");
        eventually("it is listed", () -> table(robot).getItems().size() == 1);
        assertThat(server.groups.getFirst().machines()).containsExactly("erp-db-01", "erp-db-02");

        robot.clickOn("Mark a common point…");
        settle();
        robot.write("before the upgrade");
        picture(stage, "groups-mark");
        robot.clickOn("#group-mark");
        eventually("it is marked", () -> server.marked != null);
        assertThat(server.marked.label()).isEqualTo("before the upgrade");
        eventually("the dialog is closed", () -> robot.lookup(".modal").queryAll().isEmpty());

        robot.clickOn("Change…");
        settle();
        choose(robot, "mail-01");
        robot.clickOn("#group-submit");
        eventually("it has three", () -> server.groups.getFirst().machines().size() == 3);
        eventually("the dialog is closed", () -> robot.lookup(".modal").queryAll().isEmpty());

        robot.clickOn("Delete…");
        settle();
        picture(stage, "groups-delete");
        robot.clickOn("#group-delete");
        eventually("nothing is left", () -> server.groups.isEmpty());
        eventually("it teaches", () -> !robot.lookup(".empty-state").queryAll().isEmpty());
    }

    @Test
    void a_refusal_teaches_and_a_member_elsewhere_cannot_be_chosen() {
        var server = new GroupServer();
        server.groups.add(CRM);
        ShellStage stage = open(Screens.LIGHT, server);
        FxRobot robot = show(stage.scene(), 1280, 800);
        robot.clickOn("#group-new");
        settle();
        fx(() -> robot.lookup("#group-name").queryAs(TextField.class).setText("crm"));
        choose(robot, "web-01");
        choose(robot, "erp-db-01");
        assertThat(submit(robot).isDisabled()).as("web-01 is in CRM").isTrue();
        choose(robot, "erp-db-02");
        robot.clickOn("#group-submit");
        eventually("it says why", () -> !robot.lookup(".error-panel").queryAll().isEmpty());
        assertThat(robot.lookup("#group-name").queryAs(TextField.class).getText())
                .as("what was typed stays")
                .isEqualTo("crm");
        picture(stage, "groups-refused");
    }

    private static void choose(FxRobot robot, String machine) {
        fx(() -> {
            @SuppressWarnings("unchecked")
            ListView<Candidate> list = robot.lookup("#group-machines").queryAs(ListView.class);
            list.getItems().stream()
                    .filter(each -> each.name().equals(machine))
                    .findFirst()
                    .ifPresent(list.getSelectionModel()::select);
            list.requestFocus();
        });
        robot.type(KeyCode.SPACE);
        settle();
    }

    private static Button submit(FxRobot robot) {
        return robot.lookup("#group-submit").queryAs(Button.class);
    }

    @SuppressWarnings("unchecked")
    private static TableView<GroupRow> table(FxRobot robot) {
        return (TableView<GroupRow>) robot.lookup(".ct-table").queryAs(TableView.class);
    }

    private static void picture(Screens variant, GroupServer server, String name) {
        ShellStage stage = open(variant, server);
        fx(() -> stage.write(name));
    }

    private static void picture(ShellStage stage, String name) {
        settle();
        fx(() -> stage.write(name));
    }

    private static ShellStage open(Screens variant, GroupServer server) {
        return fxGet(() -> {
            var stage =
                    new ShellStage(
                            variant.at(new StoryClock(SampleEstate.NOW)),
                            ConsoleTargets.all(),
                            server);
            stage.sample().machines(SampleEstate.machines()).groups(server.groups());
            stage.go(Targets.GROUPS);
            return stage;
        });
    }
}
