package io.continuo.console.plans;

import io.continuo.api.machine.Health;
import io.continuo.api.plan.PlanView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.StatusBadge;
import io.continuo.console.ui.Tables;

import javafx.scene.Node;
import javafx.scene.control.Label;

import java.util.function.Function;

/** The cells of the list of plans. */
final class PlanCells {
    private PlanCells() {}

    /** Shape and word. */
    static final class State implements Tables.CellView<PlanView> {
        private final PlanWords words;
        private final StatusBadge badge;

        State(Ui ui, PlanWords words) {
            this.words = words;
            badge = new StatusBadge(ui, Health.UNKNOWN);
        }

        @Override
        public Node node() {
            return badge;
        }

        @Override
        public void show(PlanView plan) {
            badge.show(PlanRow.health(plan), words.state(plan));
        }
    }

    /** A text of the plan. */
    static final class Words implements Tables.CellView<PlanView> {
        private final Label label;
        private final Function<PlanView, String> text;

        Words(Label label, Function<PlanView, String> text) {
            this.label = label;
            this.text = text;
        }

        @Override
        public Node node() {
            return label;
        }

        @Override
        public void show(PlanView plan) {
            label.setText(text.apply(plan));
        }
    }
}
