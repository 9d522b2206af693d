package io.continuo.console.machines;

import io.continuo.api.error.Problem;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.PointView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.Slot;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.chart.PointTimeline;
import io.continuo.console.ui.chart.PointsModel;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The recovery points: the timeline, and what can be done from the chosen one. */
final class PointsCard {
    final Button test;
    final Button mark;
    final Button export;
    final MarkForm markForm;
    final PointTimeline timeline;
    final PointLegend legend;
    final RetentionLine retention;
    private final Ui ui;
    private final Card card;
    private final VBox body;
    private final HBox acts;
    private final Slot form = new Slot(Pos.CENTER_LEFT);
    private final Node none;

    PointsCard(Ui ui, PointsModel model, Supplier<Instant> now) {
        this.ui = ui;
        timeline = new PointTimeline(ui, model, now);
        test = Buttons.compact(ui.text("machine.test"), () -> {});
        mark = Buttons.compact(ui.text("machine.mark"), () -> {});
        export = Buttons.compact(ui.text("machine.export"), () -> {});
        acts =
                new HBox(
                        8,
                        test,
                        export,
                        mark,
                        Texts.spacer(),
                        Styles.add(Texts.caption(ui.text("point.keys")), "may-shrink"));
        acts.setAlignment(Pos.CENTER_LEFT);
        markForm = new MarkForm(ui);
        none = Texts.wrapped(Texts.muted(ui.text("machine.points.none")));
        legend = new PointLegend(ui);
        retention = new RetentionLine(ui);
        form.setManaged(false);
        body = new VBox(8, none);
        body.getStyleClass().addAll("body", "under-header");
        card = Card.titled(ui.text("machine.points"), body).trailing(legend);
    }

    Node node() {
        return card;
    }

    void show(MachineView machine, Instant now) {
        card.caption(
                ui.text(
                        "machine.points.caption",
                        "retention",
                        ui.format().set(Duration.ofSeconds(machine.retentionSeconds())),
                        "count",
                        machine.pointCount()));
        timeline.durable(
                machine.rpoSeconds().map(rpo -> now.minusMillis((long) (rpo * 1000))),
                machine.rpoSeconds()
                        .filter(rpo -> Rpo.state(rpo, machine.rpoLimitSeconds()) != Health.HEALTHY)
                        .isPresent());
    }

    /** What the buttons say of the chosen point; without points there is nothing to choose. */
    void showChosen(
            Optional<PointView> point, boolean mayTest, boolean mayExport, boolean mayMark) {
        test.setText(
                point.map(chosen ->
                                ui.text(
                                        "machine.testFrom",
                                        "time",
                                        ui.format().clockWithSeconds(chosen.time())))
                        .orElse(ui.text("machine.test")));
        test.setDisable(!mayTest);
        export.setDisable(!mayExport);
        mark.setDisable(!mayMark);
        boolean empty = point.isEmpty();
        if (empty == body.getChildren().contains(none)) {
            return;
        }
        if (empty) {
            body.getChildren().setAll(none);
        } else {
            body.getChildren().setAll(timeline, acts, form, retention.node());
        }
    }

    /** Asks for the label of a mark, in place. */
    void showForm(boolean open) {
        form.clear();
        form.setManaged(open);
        if (open) {
            form.put(markForm.node());
            markForm.focus();
        }
    }

    boolean formIsOpen() {
        return form.isManaged();
    }

    void showFailure(Problem problem) {
        markForm.fail(new ErrorPanel(ui, problem));
    }
}
