package io.continuo.console.plans;

import io.continuo.api.error.Problem;
import io.continuo.api.plan.PlanAsk;
import io.continuo.api.plan.PlanRunStep;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import java.time.Instant;

/** A manual step that waits: what is asked, until when, and the two answers. */
final class AskCard {
    final Button yes;
    final Button no;
    final TextField note = new TextField();
    private final Ui ui;
    private final PlanWords words;
    private final Label what = Texts.wrapped(Texts.subtitle(""));
    private final Label how = Texts.wrapped(Texts.body(""));
    private final Label left = Texts.wrapped(Texts.name(""));
    private final VBox content;
    private final Card card;
    private int step;

    AskCard(Ui ui, PlanWords words) {
        this.ui = ui;
        this.words = words;
        yes = Buttons.primary(ui.text("plans.ask.yes"), () -> {});
        yes.setId("plan-yes");
        no = Buttons.normal(ui.text("plans.ask.no"), () -> {});
        no.setId("plan-no");
        note.setId("plan-note");
        note.setPromptText(ui.text("plans.ask.note"));
        note.setAccessibleText(ui.text("plans.ask.note"));
        content = new VBox(8, what, how, left, note, new FlowPane(8, 8, yes, no));
        card = Styles.add(Card.titled("").padded(content), "plan-ask");
    }

    Node node() {
        return card;
    }

    int step() {
        return step;
    }

    void show(PlanRunStep asked, Instant now) {
        PlanAsk ask = asked.ask().orElseThrow();
        if (step != asked.number()) {
            step = asked.number();
            note.clear();
            busy(false);
        }
        card.setTitle(ui.text("plans.ask.title", "number", asked.number()));
        what.setText(asked.name());
        how.setText(ask.how());
        how.setVisible(!ask.how().isEmpty());
        how.setManaged(how.isVisible());
        left.setText(words.left(ask, now));
    }

    void busy(boolean asking) {
        yes.setDisable(asking);
        no.setDisable(asking);
        content.getChildren().removeIf(ErrorPanel.class::isInstance);
    }

    void fail(Problem problem) {
        busy(false);
        content.getChildren().add(new ErrorPanel(ui, problem));
    }
}
