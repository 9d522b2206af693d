package io.continuo.console.failover;

import io.continuo.api.error.Problem;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.DialogBox;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.JobProgress;
import io.continuo.console.ui.NameConfirm;
import io.continuo.console.ui.Sentence;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.Words;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How a step after a failover looks: what it does and leaves, the name, its progress, its end. */
final class StepDialog {
    private static final double WIDTH = 640;
    private static final double ASKING = 236;
    private static final double POINTS = 240;
    private static final double RUNNING = 220;
    private static final double ENDED = 88;
    private static final int MOST_SENTENCES = 4;

    /** What can be done in the dialog. */
    interface Acts {
        void choose(DrillPoint point);

        void begin();

        void close();
    }

    private final Ui ui;
    private final StepModel model;
    private final String machine;
    private final Supplier<Instant> now;
    private final DialogBox box;
    private final StackPane problem = new StackPane();
    private final VBox sentences = new VBox(8);
    private final Card what;
    private final DrillPointTable points;
    private final Card pointCard;
    private final NameConfirm confirm;
    private final JobProgress progress;
    private final Card progressCard;
    private final Label running = Texts.wrapped(Texts.body(""));
    private final Label done = Texts.wrapped(Texts.subtitle(""));
    private final Label doneWhat = Texts.wrapped(Texts.body(""));
    private final StateShape shape;
    private final Node end;
    private final Button begin;
    private final Button later;
    private final Button close;
    private List<Object> shown = List.of();
    private Acts acts;

    StepDialog(Ui ui, StepModel model, String machine, Supplier<Instant> now) {
        this.ui = ui;
        this.model = model;
        this.machine = machine;
        this.now = now;
        box = new DialogBox(ui, WIDTH, () -> acts.close());
        box.title(text("title"), "");
        what = Card.titled(ui.text("failover.happens")).padded(sentences);
        points = new DrillPointTable(ui, point -> acts.choose(point));
        pointCard = Card.titled(ui.text("failover.points"), points.node());
        VBox.setVgrow(points.node(), Priority.ALWAYS);
        pointCard.setPrefHeight(ui.px(POINTS));
        confirm =
                new NameConfirm(
                        ui, ui.messages().rich("failover.step.type", "machine", machine), machine);
        confirm.field().setId("step-name");
        confirm.field().setOnAction(event -> begin());
        progress = new JobProgress(ui, now);
        progressCard = Card.titled(ui.text("failover.progress")).content(progress);
        shape = new StateShape(Health.HEALTHY, ui.px(20));
        var words = new VBox(2, done, doneWhat);
        HBox.setHgrow(words, Priority.ALWAYS);
        end = new HBox(12, shape, words);
        HBox.setMargin(shape, new Insets(2, 0, 0, 0));
        begin = Buttons.primary(text("act"), this::begin);
        begin.setId("step-begin");
        later = Buttons.normal(ui.text("failover.notNow"), () -> acts.close());
        close = Buttons.primary(ui.text("failover.finish"), () -> acts.close());
        close.setId("step-close");
        confirm.matches().subscribe(matches -> refresh());
    }

    DialogBox box() {
        return box;
    }

    void setActs(Acts newActs) {
        acts = newActs;
    }

    private String text(String part) {
        return ui.text("failover.step." + model.action() + "." + part, "machine", machine);
    }

    private void begin() {
        if (!begin.isDisabled()) {
            acts.begin();
        }
    }

    void showProblem(Optional<Problem> why) {
        problem.getChildren().clear();
        why.ifPresent(p -> problem.getChildren().add(new ErrorPanel(ui, p)));
        problem.setVisible(why.isPresent());
        problem.setManaged(why.isPresent());
    }

    void showPoints(List<DrillPoint> all) {
        points.show(all, now.get());
        refresh();
    }

    void showPhase() {
        switch (model.phase().get()) {
            case ASKING -> showAsking();
            case RUNNING -> {
                running.setText(text("runs"));
                box.body(RUNNING, problem, running, progressCard);
                box.footer(
                        ui.text("failover.background"),
                        Buttons.normal(ui.text("failover.leave"), () -> acts.close()));
            }
            case ENDED -> {
                String how = model.succeeded() ? "done" : "failed";
                shape.setHealth(model.succeeded() ? Health.HEALTHY : Health.CRITICAL);
                done.setText(text(how));
                doneWhat.setText(text(how + ".what"));
                box.body(ENDED, problem, end);
                box.footer("", close);
                close.requestFocus();
            }
        }
        refresh();
    }

    private void showAsking() {
        List<Node> body = new ArrayList<>(List.of(problem, what));
        if (model.choosesPoint()) {
            body.add(pointCard);
        }
        if (model.confirms()) {
            body.add(confirm);
        }
        box.body(ASKING + (model.choosesPoint() ? POINTS : 0), body.toArray(new Node[0]));
        box.footer("", later, begin);
        (model.confirms() ? confirm.field() : begin).requestFocus();
    }

    /** What the rules say now, and what may be done. */
    void refresh() {
        model.job().get().ifPresent(progress::show);
        points.select(model.chosen().get());
        boolean named = !model.confirms() || confirm.matches().get();
        begin.setDisable(!model.mayBegin() || !named);
        int count = model.machine().map(MachineView::pointCount).orElse(0);
        Optional<String> refused =
                model.act().filter(act -> !act.allowed()).map(act -> Words.refused(ui, act));
        List<Object> says = List.of(count, refused, model.phase().get());
        if (says.equals(shown)) {
            return;
        }
        shown = says;
        sentences.getChildren().clear();
        for (int i = 1; i <= MOST_SENTENCES; i++) {
            String key = "failover.step." + model.action() + "." + i;
            if (ui.messages().has(key)) {
                sentences
                        .getChildren()
                        .add(
                                numbered(
                                        i,
                                        ui.messages()
                                                .rich(key, "machine", machine, "count", count)));
            }
        }
        boolean asking = model.phase().get() == StepModel.Phase.ASKING;
        refused.filter(why -> asking)
                .ifPresent(why ->
                        sentences
                                .getChildren()
                                .add(
                                        Texts.wrapped(
                                                Texts.name(
                                                        ui.text(
                                                                "failover.step.notNow",
                                                                "why",
                                                                why)))));
    }

    private HBox numbered(int number, String sentence) {
        Label label = Texts.muted(ui.text("failover.happens.number", "number", number));
        label.setMinWidth(ui.px(16));
        var text = new Sentence(sentence, Styles.BODY);
        HBox.setHgrow(text, Priority.ALWAYS);
        return new HBox(4, label, text);
    }
}
