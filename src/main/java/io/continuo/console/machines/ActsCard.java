package io.continuo.console.machines;

import io.continuo.api.machine.Action;
import io.continuo.api.machine.ActionView;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.ActionList;
import io.continuo.console.ui.ActionRow;
import io.continuo.console.ui.Card;

import javafx.scene.Node;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

import java.util.List;
import java.util.function.Consumer;

/** Every act on a machine: what can be done and what it costs, and what cannot and why. */
final class ActsCard {
    private final Ui ui;
    private final ActionList list;
    private final Card card;
    private Consumer<Action> onAct = action -> {};
    private List<Line> shown = List.of();

    ActsCard(Ui ui) {
        this.ui = ui;
        list = new ActionList(ui);
        card = Card.titled(ui.text("machine.acts"), list);
    }

    Node node() {
        return card;
    }

    void onAct(Consumer<Action> action) {
        onAct = action;
    }

    /** Rows are made anew only when one of them says something else, so that focus stays. */
    void show(MachineView machine) {
        List<Line> lines = machine.actions().stream().map(act -> line(machine, act)).toList();
        if (lines.equals(shown)) {
            return;
        }
        shown = lines;
        list.show(
                lines.stream().filter(Line::allowed).map(this::allowed).toList(),
                lines.stream().filter(line -> !line.allowed()).map(this::refused).toList());
    }

    private Line line(MachineView machine, ActionView act) {
        String text =
                act.allowed()
                        ? ui.text("machine.act.cost." + act.action(), "count", machine.pointCount())
                        : RefusedWords.of(ui, machine, act);
        return new Line(act.action(), act.allowed(), text);
    }

    private ActionRow allowed(Line line) {
        return ActionRow.allowed(
                icon(line.action()),
                ui.text("machine.act." + line.action()),
                line.text(),
                () -> onAct.accept(line.action()));
    }

    private ActionRow refused(Line line) {
        return ActionRow.refused(
                icon(line.action()), ui.text("machine.act." + line.action()), line.text());
    }

    private static Ikon icon(Action action) {
        return switch (action) {
            case TEST_FAILOVER -> MaterialDesignT.TEST_TUBE;
            case CLEAN_UP_TEST_FAILOVER -> MaterialDesignB.BROOM;
            case MARK_POINT -> MaterialDesignF.FLAG_OUTLINE;
            case EXPORT_POINT -> MaterialDesignE.EXPORT;
            case UNPROTECT -> MaterialDesignS.SHIELD_OFF_OUTLINE;
        };
    }

    /** What a row says. */
    private record Line(Action action, boolean allowed, String text) {}
}
