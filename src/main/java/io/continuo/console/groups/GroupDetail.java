package io.continuo.console.groups;

import io.continuo.api.group.GroupView;
import io.continuo.api.machine.Health;
import io.continuo.console.fx.Measure;
import io.continuo.console.fx.Ui;
import io.continuo.console.state.MachineRow;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Children;
import io.continuo.console.ui.Kept;
import io.continuo.console.ui.Quantity;
import io.continuo.console.ui.StatusBadge;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.function.Consumer;

/** One group in full: its last common point, its members, and what can be done. */
final class GroupDetail {
    final Button mark;
    final Button change;
    final Button delete;
    private final Ui ui;
    private final Card card;
    private final Label name = Texts.wrapped(Texts.subtitle(""));
    private final StatusBadge badge;
    private final Quantity lag = new Quantity(Quantity.Size.BIG);
    private final Label lagWords = Texts.wrapped(Texts.caption(""));
    private final Label sentence = Texts.wrapped(Texts.body(""));
    private final Label often = Texts.wrapped(Texts.caption(""));
    private final Label done = Texts.wrapped(Texts.name(""));
    private final Label head = Texts.caption("");
    private final VBox members = new VBox();
    private final Kept<MachineRow, MemberLine> lines;
    private GroupRow.Line shown;

    /**
     * @param open opens a machine
     */
    GroupDetail(Ui ui, Consumer<MachineRow> open) {
        this.ui = ui;
        lines = new Kept<>(row -> new MemberLine(ui, row, open));
        badge = new StatusBadge(ui, Health.UNKNOWN);
        mark = Buttons.normal(ui.text("groups.mark"), () -> {});
        change = Buttons.normal(ui.text("groups.change"), () -> {});
        delete = Buttons.normal(ui.text("groups.delete"), () -> {});
        for (Button each : new Button[] {mark, change, delete}) {
            Styles.add(each, "compact");
        }
        var acts = new FlowPane(8, 8, mark, change, delete);
        acts.setAlignment(Pos.CENTER_LEFT);
        var facts =
                Styles.add(
                        new VBox(
                                8,
                                new VBox(4, name, badge),
                                new VBox(lag, lagWords),
                                sentence,
                                often,
                                done,
                                acts),
                        "detail-part");
        var header = Styles.add(new HBox(head), "group-members-head");
        var scroll = Styles.add(new ScrollPane(new VBox(facts, header, members)), "page-scroll");
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        card = new Card(scroll);
    }

    Node node() {
        return card;
    }

    GroupRow.Line shown() {
        return shown;
    }

    void show(GroupRow.Line line, Instant now) {
        boolean other = shown == null || !shown.group().id().equals(line.group().id());
        shown = line;
        GroupView group = line.group();
        if (other) {
            say("");
        }
        name.setText(group.name());
        head.setText(ui.text("groups.members", "count", group.machines().size()));
        badge.show(line.health());
        lag.setVisible(line.lag().isPresent());
        lag.setManaged(line.lag().isPresent());
        line.lag()
                .ifPresent(span -> {
                    boolean late = GroupRow.late(group, span);
                    lag.show(ui.format().elapsed(span));
                    lag.state(late ? line.health() : Health.HEALTHY);
                });
        lagWords.setText(
                group.newestShared()
                        .map(time ->
                                ui.text(
                                        "groups.common",
                                        "time",
                                        ui.format().exactly(time),
                                        "count",
                                        group.sharedPoints()))
                        .orElseGet(() -> ui.text("groups.common.none")));
        sentence.setText(GroupWords.sentence(ui, line));
        often.setText(GroupWords.often(ui, group));
        Children.show(
                members, lines.of(line.members()).stream().map(each -> each.refresh()).toList());
    }

    /** What an act of this group came to; empty hides it. */
    void say(String outcome) {
        done.setText(outcome);
        done.setVisible(!outcome.isEmpty());
        done.setManaged(!outcome.isEmpty());
    }

    /** RPO as a measure, where there is one. */
    static Measure rpo(Ui ui, MachineRow row) {
        double seconds = row.rpoSecondsProperty().get();
        return Double.isNaN(seconds) ? Measure.of("–", "") : ui.format().rpo(seconds);
    }
}
