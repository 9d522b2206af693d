package io.continuo.console.groups;

import io.continuo.api.group.GroupPoint;
import io.continuo.api.group.GroupRequest;
import io.continuo.api.group.GroupView;
import io.continuo.api.machine.MarkRequest;
import io.continuo.console.fx.Tasks;
import io.continuo.console.fx.Ui;
import io.continuo.console.nav.ConsoleContext;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.Icon;
import io.continuo.console.ui.Problems;
import io.continuo.console.ui.Sentence;
import io.continuo.console.ui.Styles;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the buttons of the groups do. */
final class GroupActs {
    private static final double CONFIRM = 480;

    private final ConsoleContext console;
    private final Ui ui;
    private final Tasks tasks;
    private final GroupsModel model;
    private final GroupDetail detail;
    private final Consumer<String> look;

    /**
     * @param look chooses a group by its name once it is known
     */
    GroupActs(
            ConsoleContext console,
            Tasks tasks,
            GroupsModel model,
            GroupDetail detail,
            Consumer<String> look) {
        this.console = console;
        this.ui = console.ui();
        this.tasks = tasks;
        this.model = model;
        this.detail = detail;
        this.look = look;
    }

    void create() {
        ask(Optional.empty());
    }

    void change() {
        ask(Optional.of(detail.shown().group()));
    }

    private void ask(Optional<GroupView> group) {
        List<Candidate> all =
                console.state().machines().stream()
                        .map(row ->
                                new Candidate(
                                        row.name(),
                                        model.elsewhere(row.name(), group).map(GroupView::name),
                                        group.filter(g -> g.machines().contains(row.name()))
                                                .isPresent()))
                        .sorted(GroupActs::membersFirst)
                        .toList();
        GroupDialog[] dialog = new GroupDialog[1];
        dialog[0] =
                new GroupDialog(
                        ui,
                        console.modals(),
                        group.map(GroupView::name),
                        all,
                        request -> send(group, request, dialog[0]));
        dialog[0].open();
    }

    private static int membersFirst(Candidate one, Candidate other) {
        int byMember = Boolean.compare(other.chosen().get(), one.chosen().get());
        int byRoom = Boolean.compare(one.elsewhere().isPresent(), other.elsewhere().isPresent());
        return byMember != 0
                ? byMember
                : byRoom != 0 ? byRoom : one.name().compareToIgnoreCase(other.name());
    }

    private void send(Optional<GroupView> group, GroupRequest request, GroupDialog dialog) {
        tasks.call(() ->
                        group.isPresent()
                                ? console.client().changeGroup(group.get().id(), request)
                                : console.client().createGroup(request))
                .then(made -> {
                    console.modals().close();
                    readAgain(Optional.of(made.name()));
                })
                .otherwise(e -> dialog.fail(Problems.of(ui, e)))
                .start();
    }

    /** The feed reads groups only every few seconds; a person who changed one looks at once. */
    private void readAgain(Optional<String> then) {
        tasks.call(() -> console.client().groups())
                .latest("groups")
                .then(groups -> {
                    console.state().putGroups(groups);
                    then.ifPresent(look);
                })
                .otherwise(e -> then.ifPresent(look))
                .start();
    }

    void mark() {
        GroupView group = detail.shown().group();
        GroupMarkDialog[] dialog = new GroupMarkDialog[1];
        dialog[0] =
                new GroupMarkDialog(
                        ui, console.modals(), group, request -> mark(group, request, dialog[0]));
        dialog[0].open();
    }

    private void mark(GroupView group, MarkRequest request, GroupMarkDialog dialog) {
        tasks.call(() -> console.client().markGroup(group.id(), request))
                .then(points -> {
                    console.modals().close();
                    detail.say(marked(group, points));
                    readAgain(Optional.empty());
                })
                .otherwise(e -> dialog.fail(Problems.of(ui, e)))
                .start();
    }

    private String marked(GroupView group, List<GroupPoint> points) {
        return points.isEmpty()
                ? ui.text("groups.marked.none")
                : ui.text(
                        "groups.marked",
                        "time",
                        ui.format().clockWithSeconds(points.getFirst().point().time()),
                        "count",
                        points.size(),
                        "all",
                        group.machines().size());
    }

    void delete() {
        GroupView group = detail.shown().group();
        var body =
                new VBox(
                        12,
                        line(
                                MaterialDesignD.DELETE_OUTLINE,
                                ui.messages().rich("groups.delete.goes", "group", group.name())),
                        line(
                                MaterialDesignC.CHECK,
                                ui.messages()
                                        .rich(
                                                "groups.delete.stays",
                                                "count",
                                                group.machines().size())));
        var act = Buttons.primary(ui.text("groups.delete.act", "group", group.name()), () -> {});
        act.setId("group-delete");
        act.setOnAction(event -> {
            act.setDisable(true);
            body.getChildren().removeIf(ErrorPanel.class::isInstance);
            tasks.run(() -> console.client().deleteGroup(group.id()))
                    .then(done -> {
                        console.modals().close();
                        readAgain(Optional.empty());
                    })
                    .otherwise(e -> {
                        act.setDisable(false);
                        body.getChildren().add(new ErrorPanel(ui, Problems.of(ui, e)));
                    })
                    .start();
        });
        console.modals()
                .show(
                        ui.text("groups.delete.title"),
                        body,
                        CONFIRM,
                        () -> {},
                        Buttons.normal(ui.text("groups.delete.keep"), console.modals()::close),
                        act);
    }

    private static HBox line(Ikon ikon, String rich) {
        var sentence = new Sentence(rich);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        sentence.setMinWidth(0);
        return Styles.add(new HBox(12, Icon.inList(ikon), sentence), "consequence");
    }
}
