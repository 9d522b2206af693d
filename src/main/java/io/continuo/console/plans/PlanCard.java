package io.continuo.console.plans;

import io.continuo.api.machine.CheckFinding;
import io.continuo.api.machine.Health;
import io.continuo.api.plan.PlanView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.CheckList;
import io.continuo.console.ui.StatusBadge;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import java.util.List;

/** The chosen plan: whether it can be trusted, and what can be done with it. */
final class PlanCard {
    final Button drill;
    final Button cleanUp;
    private final PlanWords words;
    private final Label name = Texts.wrapped(Texts.subtitle(""));
    private final StatusBadge badge;
    private final Label holds = Texts.wrapped(Texts.body(""));
    private final Label loss = Texts.wrapped(Texts.caption(""));
    private final Label description = Texts.wrapped(Texts.caption(""));
    private final CheckList checks;
    private final VBox root;
    private List<CheckFinding> shownFindings = List.of();

    PlanCard(Ui ui, PlanWords words) {
        this.words = words;
        badge = new StatusBadge(ui, Health.UNKNOWN);
        drill = Buttons.primary(ui.text("plans.drill"), () -> {});
        drill.setId("plan-drill");
        cleanUp = Buttons.normal(ui.text("plans.cleanUp"), () -> {});
        cleanUp.setId("plan-cleanup");
        checks = new CheckList(ui, ui.text("plans.readiness"));
        var acts = new FlowPane(8, 8, drill, cleanUp);
        acts.setAlignment(Pos.CENTER_LEFT);
        var facts =
                Styles.add(
                        new VBox(8, new VBox(4, name, badge), description, holds, loss, acts),
                        "detail-part");
        root = new VBox(16, new Card(facts), checks);
    }

    Node node() {
        return root;
    }

    void show(PlanView plan) {
        name.setText(plan.name());
        badge.show(PlanRow.health(plan), words.state(plan));
        description.setText(plan.definition().description());
        description.setVisible(!plan.definition().description().isEmpty());
        description.setManaged(description.isVisible());
        holds.setText(words.sentence(plan));
        loss.setText(words.lossSentence(plan));
        boolean running = plan.runningRun().isPresent();
        drill.setDisable(running);
        cleanUp.setDisable(running);
        if (!shownFindings.equals(plan.readiness().findings())) {
            shownFindings = plan.readiness().findings();
            checks.show(shownFindings);
        }
    }
}
