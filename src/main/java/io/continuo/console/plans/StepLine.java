package io.continuo.console.plans;

import io.continuo.api.job.JobState;
import io.continuo.api.machine.Health;
import io.continuo.api.plan.PlanRunStep;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Columns;
import io.continuo.console.ui.JobMark;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

import java.time.Instant;

/** A step of a run: its state as shape and word, what it does, where, and how long it took. */
final class StepLine {
    private static final double HEIGHT = 36;

    private final PlanWords words;
    private final JobMark mark;
    private final Label name = Texts.name("");
    private final Label where = Texts.muted("");
    private final Label took = Texts.body("");
    private final Tooltip why = new Tooltip();
    private final Region node;

    StepLine(Ui ui, PlanWords words, Columns columns, int number) {
        this.words = words;
        mark = new JobMark(ui);
        node =
                Styles.add(
                        columns.row(
                                ui.px(HEIGHT),
                                Texts.muted(ui.format().count(number)),
                                mark,
                                name,
                                where,
                                took),
                        "plan-step");
    }

    Node show(PlanRunStep step, Instant now) {
        boolean asks = step.state() == JobState.RUNNING && step.ask().isPresent();
        mark.show(step.state(), true);
        if (asks) {
            mark.waits();
        }
        Styles.toggle(node, "asking", asks);
        name.setText(words.step(step));
        where.setText(words.where(step));
        took.setText(words.took(step, now));
        Styles.state(took, step.state() == JobState.FAILED ? Health.CRITICAL : Health.HEALTHY);
        String said = step.problem().map(problem -> problem.message()).orElse(step.detail());
        why.setText(said);
        name.setTooltip(said.isEmpty() ? null : why);
        node.setAccessibleText(
                step.number() + ", " + name.getText() + ", " + mark.text() + " " + said);
        return node;
    }
}
