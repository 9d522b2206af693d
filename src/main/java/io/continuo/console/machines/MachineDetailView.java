package io.continuo.console.machines;

import io.continuo.api.event.EventView;
import io.continuo.api.group.GroupView;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;
import io.continuo.console.state.MachineRow;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Children;
import io.continuo.console.ui.EmptyState;
import io.continuo.console.ui.Icon;
import io.continuo.console.ui.StatusBadge;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.chart.PointsModel;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How a machine's page looks. */
final class MachineDetailView {
    private static final double LEFT = 720;
    private static final double RIGHT = 376;
    private static final double RIGHT_LEAST = 320;

    final Hyperlink back;
    final Button test;
    final Button live;
    final AttributesCard attributes;
    final ReasonsCard reasons;
    final WhyCard why;
    final PointsCard points;
    final PointLegend legend;
    final DisksCard disks;
    final ActsCard acts;
    final DrillCard drill;
    final FailoverCard failover;
    final GroupCard group;
    final ResyncCard resync;
    final EventsCard events;
    private final Ui ui;
    private Optional<MainAct> mainAct = Optional.empty();
    private final Label name = Texts.title("");
    private final StatusBadge badge;
    private final Label facts = Texts.muted("");
    private final HBox titleRow;
    private final VBox left = new VBox(16);
    private final VBox right = new VBox(16);
    private final VBox page = Styles.add(new VBox(), "page-under-title");
    private final ScrollPane root = new ScrollPane(page);

    MachineDetailView(
            Ui ui,
            PointsModel model,
            Supplier<Instant> now,
            Consumer<EventView> openEvent,
            Consumer<String> openMachine) {
        this.ui = ui;
        back = Styles.add(Buttons.plainLink(ui.text("machines.title"), () -> {}), "crumb");
        test = Buttons.normal(ui.text("machine.test"), () -> {});
        live = Buttons.primary("", () -> {});
        live.setId("machine-live");
        badge = new StatusBadge(ui, io.continuo.api.machine.Health.UNKNOWN);
        attributes = new AttributesCard(ui);
        reasons = new ReasonsCard(ui);
        why = new WhyCard(ui);
        points = new PointsCard(ui, model, now);
        legend = points.legend;
        disks = new DisksCard(ui);
        acts = new ActsCard(ui);
        drill = new DrillCard(ui);
        failover = new FailoverCard(ui);
        group = new GroupCard(ui, openMachine);
        resync = new ResyncCard(ui);
        events = new EventsCard(ui, openEvent);
        titleRow =
                Styles.add(
                        new HBox(
                                back,
                                Icon.inText(MaterialDesignC.CHEVRON_RIGHT),
                                name,
                                badge,
                                facts,
                                Texts.spacer(),
                                test,
                                live),
                        "title-row");
        badge.setMinWidth(HBox.USE_PREF_SIZE);
        HBox.setHgrow(left, Priority.ALWAYS);
        left.setPrefWidth(ui.px(LEFT));
        left.setMinWidth(0);
        right.setPrefWidth(ui.px(RIGHT));
        right.setMinWidth(ui.px(RIGHT_LEAST));
        var columns = new HBox(16, left, right);
        VBox.setVgrow(columns, Priority.ALWAYS);
        page.getChildren().addAll(titleRow, columns);
        // without this the scroll pane squeezes the page before it scrolls it
        page.setMinHeight(VBox.USE_PREF_SIZE);
        root.getStyleClass().add("page-scroll");
        root.setFitToWidth(true);
        root.setFitToHeight(true);
    }

    Node root() {
        return root;
    }

    /**
     * @param inGroup the group it is in
     */
    void show(MachineRow row, Optional<GroupView> inGroup, Instant now) {
        MachineView machine = row.view();
        name.setText(machine.name());
        badge.show(machine.health());
        facts.setText(
                inGroup.map(in ->
                                ui.text(
                                        "machine.groupAndPolicy",
                                        "group",
                                        in.name(),
                                        "policy",
                                        machine.policy()))
                        .orElseGet(() -> ui.text("machine.policy", "policy", machine.policy())));
        boolean hasReasons = reasons.show(row);
        machine.testFailover().ifPresent(drilled -> drill.show(drilled, machine.roleState(), now));
        List<Node> leftCards = new ArrayList<>();
        if (hasReasons) {
            leftCards.add(reasons.node());
        }
        leftCards.add(attributes.node());
        resync.show(machine, now);
        boolean due = ResyncCard.contract(machine).isPresent();
        if (due) {
            leftCards.add(resync.node());
        }
        leftCards.addAll(List.of(why.node(), points.node(), disks.node()));
        if (!due && ResyncCard.receipt(machine).isPresent()) {
            leftCards.add(resync.node());
        }
        List<Node> rightCards = new ArrayList<>();
        if (machine.testFailover().isPresent()) {
            rightCards.add(drill.node());
        }
        machine.failover()
                .ifPresent(over -> {
                    failover.show(over, now);
                    rightCards.add(failover.node());
                });
        rightCards.add(acts.node());
        if (inGroup.isPresent()) {
            rightCards.add(group.node());
        }
        rightCards.add(events.node());
        put(left, leftCards);
        put(right, rightCards);
    }

    private static void put(VBox column, List<Node> cards) {
        Children.show(column, cards);
    }

    /** The buttons of the title; while a drill runs its card has the one that matters. */
    void showMainAct(MachineView machine, boolean mayTest) {
        boolean drillRuns = machine.testFailover().isPresent();
        boolean over = machine.failover().isPresent();
        test.setVisible(!drillRuns && !over);
        test.setManaged(test.isVisible());
        test.setDisable(!mayTest);
        mainAct = MainAct.of(machine);
        live.setVisible(mainAct.isPresent() && !drillRuns);
        live.setManaged(live.isVisible());
        mainAct.ifPresent(act -> live.setText(ui.text("machine.live." + act.word())));
    }

    /** What the button of the title does. */
    Optional<Action> mainAct() {
        return mainAct.map(MainAct::action);
    }

    /** There is no such machine, or not any more. */
    void showGone(String machine) {
        name.setText(machine);
        titleRow.getChildren().removeAll(badge, facts, test, live);
        var gone =
                new EmptyState(
                        MaterialDesignS.SERVER_OFF,
                        ui.text("machine.gone.title", "machine", machine),
                        ui.text("machine.gone.text"));
        var card = new Card(gone);
        VBox.setVgrow(gone, Priority.ALWAYS);
        VBox.setVgrow(card, Priority.ALWAYS);
        page.getChildren().setAll(titleRow, card);
    }
}
