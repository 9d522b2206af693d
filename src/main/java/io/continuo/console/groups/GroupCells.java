package io.continuo.console.groups;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Quantity;
import io.continuo.console.ui.StatusBadge;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Tables;
import io.continuo.console.ui.Texts;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import java.util.function.Function;

/** The cells of the list of groups. */
final class GroupCells {
    private GroupCells() {}

    /** Shape and word. */
    static final class State implements Tables.CellView<GroupRow.Line> {
        private final StatusBadge badge;

        State(Ui ui) {
            badge = new StatusBadge(ui, Health.UNKNOWN);
        }

        @Override
        public Node node() {
            return badge;
        }

        @Override
        public void show(GroupRow.Line line) {
            badge.show(line.health());
        }
    }

    /** A text of the group. */
    static final class Words implements Tables.CellView<GroupRow.Line> {
        private final Label label;
        private final Function<GroupRow.Line, String> text;

        Words(Label label, Function<GroupRow.Line, String> text) {
            this.label = label;
            this.text = text;
        }

        @Override
        public Node node() {
            return label;
        }

        @Override
        public void show(GroupRow.Line line) {
            label.setText(text.apply(line));
        }
    }

    /** How long ago the newest point is that all members hold. */
    static final class Common implements Tables.CellView<GroupRow.Line> {
        private final Ui ui;
        private final Quantity lag = Styles.add(new Quantity(), "right");
        private final Label none = Texts.muted("");
        private final HBox place = new HBox(lag, none);

        Common(Ui ui) {
            this.ui = ui;
            none.setText(ui.text("groups.noCommon"));
            place.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
            place.setFillHeight(false);
        }

        @Override
        public Node node() {
            return place;
        }

        @Override
        public void show(GroupRow.Line line) {
            boolean known = line.lag().isPresent();
            lag.setVisible(known);
            lag.setManaged(known);
            none.setVisible(!known);
            none.setManaged(!known);
            line.lag()
                    .ifPresent(span -> {
                        lag.show(ui.format().elapsed(span));
                        boolean late = GroupRow.late(line.group(), span);
                        lag.state(late ? line.health() : Health.HEALTHY);
                        Styles.toggle(lag, "plain", !late);
                    });
        }
    }
}
