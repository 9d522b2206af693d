package io.continuo.console.plans;

import io.continuo.api.error.Problem;
import io.continuo.api.machine.Health;
import io.continuo.api.plan.PlanRunStep;
import io.continuo.api.plan.PlanRunView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Children;
import io.continuo.console.ui.Columns;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.Kept;
import io.continuo.console.ui.StatusBadge;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A run, live: every step with its state and time, why it failed, and what it leaves. */
final class RunCard {
    private static final double EDGE = 16;

    final Button stop;
    private final Ui ui;
    private final PlanWords words;
    private final Card card = Card.titled("");
    private final StatusBadge badge;
    private final Label summary = Texts.wrapped(Texts.caption(""));
    private final Label left = Texts.wrapped(Texts.body(""));
    private final VBox steps = new VBox();
    private final VBox foot = Styles.add(new VBox(8), "detail-part");
    private final Columns columns;
    private final Map<Integer, StepLine> lines = new HashMap<>();
    private final Kept<Problem, Node> problems;
    private String shown = "";

    RunCard(Ui ui, PlanWords words) {
        this.ui = ui;
        this.words = words;
        badge = new StatusBadge(ui, Health.UNKNOWN);
        stop = Buttons.compact(ui.text("plans.stop"), () -> {});
        stop.setId("plan-stop");
        problems = new Kept<>(problem -> new ErrorPanel(ui, problem));
        columns =
                new Columns(EDGE)
                        .add(ui.px(24), 0, HPos.LEFT)
                        .add(ui.px(96), 0, HPos.LEFT)
                        .add(ui.px(160), 3, HPos.LEFT)
                        .add(ui.px(88), 1, HPos.LEFT)
                        .add(ui.px(80), 0, HPos.RIGHT);
        card.trailing(badge, stop);
        card.content(Styles.add(new VBox(summary), "detail-part"), steps, foot);
    }

    Node node() {
        return card;
    }

    void show(PlanRunView run, Instant now) {
        if (!run.id().equals(shown)) {
            shown = run.id();
            lines.clear();
            stop.setDisable(false);
        }
        card.setTitle(words.title(run));
        badge.show(PlanWords.attention(run), words.runState(run));
        stop.setVisible(run.endedAt().isEmpty());
        stop.setManaged(stop.isVisible());
        summary.setText(words.summary(run, now));
        List<Node> rows = new ArrayList<>();
        for (PlanRunStep step : run.steps()) {
            rows.add(
                    lines.computeIfAbsent(
                                    step.number(),
                                    number -> new StepLine(ui, words, columns, number))
                            .show(step, now));
        }
        Children.show(steps, rows);
        List<Node> said = new ArrayList<>(problems.of(run.problem().stream().toList()));
        left.setText(run.left());
        if (!run.left().isEmpty()) {
            said.add(left);
        }
        Children.show(foot, said);
        foot.setVisible(!said.isEmpty());
        foot.setManaged(foot.isVisible());
    }
}
