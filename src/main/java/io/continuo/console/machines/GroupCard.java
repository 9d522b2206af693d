package io.continuo.console.machines;

import io.continuo.api.group.GroupView;
import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.state.MachineRow;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Children;
import io.continuo.console.ui.Doors;
import io.continuo.console.ui.Kept;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.States;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The consistency group a machine is in: the last point it shares, and with whom. */
final class GroupCard {
    private static final int SHOWN = 6;

    final Hyperlink open;
    private final Ui ui;
    private final Card card;
    private final Label common = Texts.wrapped(Texts.body(""));
    private final Label more = Texts.caption("");
    private final VBox rows = new VBox();
    private final Kept<String, Member> kept;

    /**
     * @param openMachine opens another member
     */
    GroupCard(Ui ui, Consumer<String> openMachine) {
        this.ui = ui;
        kept = new Kept<>(name -> new Member(name, openMachine));
        open = Buttons.link(ui.text("machine.group.open"), () -> {});
        var words = Styles.add(new VBox(common), "body", "under-header");
        var foot = Styles.add(new HBox(more), "group-members-head");
        more.managedProperty().bind(more.textProperty().isNotEmpty());
        foot.managedProperty().bind(more.managedProperty());
        foot.visibleProperty().bind(more.managedProperty());
        rows.setPadding(new javafx.geometry.Insets(0, 0, ui.px(6), 0));
        card = Card.titled(ui.text("machine.group"), words, rows, foot).trailing(open);
    }

    Node node() {
        return card;
    }

    void show(GroupView group, String machine, ConsoleState state, Instant now) {
        card.caption(group.name());
        common.setText(
                group.newestShared()
                        .map(time ->
                                ui.text(
                                        "machine.group.common",
                                        "time",
                                        ui.format().relativeAndAbsolute(time, now),
                                        "count",
                                        group.sharedPoints()))
                        .orElseGet(() -> ui.text("machine.group.none")));
        List<String> others =
                group.machines().stream().filter(name -> !name.equals(machine)).toList();
        List<String> shown = others.stream().limit(SHOWN).toList();
        List<Member> members = kept.of(shown);
        for (int i = 0; i < shown.size(); i++) {
            members.get(i).show(state.machine(shown.get(i)));
        }
        Children.show(rows, members);
        int rest = others.size() - shown.size();
        more.setText(rest > 0 ? ui.text("machine.group.more", "count", rest) : "");
    }

    /** Another member. */
    private final class Member extends HBox {
        private final StateShape shape = new StateShape(Health.UNKNOWN, ui.px(12));
        private final Label state = Texts.whole(Texts.caption(""));
        private final String name;

        private Member(String name, Consumer<String> openMachine) {
            super(10);
            this.name = name;
            Label label = Texts.name(name);
            label.setMinWidth(0);
            label.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(label, Priority.ALWAYS);
            Styles.add(this, "panel-row");
            setAlignment(Pos.CENTER_LEFT);
            setFillHeight(false);
            getChildren().addAll(shape, label, state);
            Doors.open(this, name, () -> openMachine.accept(name));
        }

        private void show(Optional<MachineRow> machine) {
            Health health = machine.map(MachineRow::health).orElse(Health.UNKNOWN);
            shape.setHealth(health);
            String word = States.word(ui, health);
            state.setText(word);
            setAccessibleText(name + ", " + word);
        }
    }
}
