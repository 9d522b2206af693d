package io.continuo.console.machines;

import io.continuo.api.machine.Action;
import io.continuo.api.machine.ActionView;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.ActionList;
import io.continuo.console.ui.ActionRow;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Kept;
import io.continuo.console.ui.Words;

import javafx.scene.Node;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Every act on a machine: what can be done and what it costs, and what cannot and why. */
final class ActsCard {
    private final Ui ui;
    private final ActionList list;
    private final Card card;
    private final Kept<Line, ActionRow> rows = new Kept<>(this::row);
    private Consumer<Action> onAct = action -> {};

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

    /** A row stays the same node for as long as its act stays legal, or refused. */
    void show(MachineView machine) {
        List<ActionView> acts =
                machine.actions().stream()
                        .filter(act -> MachineActs.shows(act.action(), machine))
                        .toList();
        List<Line> lines = acts.stream().map(act -> new Line(act.action(), act.allowed())).toList();
        List<ActionRow> made = rows.of(lines);
        List<ActionRow> allowed = new ArrayList<>();
        List<ActionRow> refused = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            made.get(i).say(says(machine, acts.get(i)));
            (lines.get(i).allowed() ? allowed : refused).add(made.get(i));
        }
        list.show(allowed, refused);
    }

    private String says(MachineView machine, ActionView act) {
        return act.allowed()
                ? ui.text("machine.act.cost." + act.action(), "count", machine.pointCount())
                : Words.refused(ui, act);
    }

    private ActionRow row(Line line) {
        String act = ui.text("machine.act." + line.action());
        return line.allowed()
                ? ActionRow.allowed(icon(line.action()), act, "", () -> onAct.accept(line.action()))
                : ActionRow.refused(icon(line.action()), act, "");
    }

    private static Ikon icon(Action action) {
        return switch (action) {
            case TEST_FAILOVER -> MaterialDesignT.TEST_TUBE;
            case CLEAN_UP_TEST_FAILOVER -> MaterialDesignB.BROOM;
            case PLANNED_FAILOVER -> MaterialDesignC.CALENDAR_CHECK;
            case UNPLANNED_FAILOVER -> MaterialDesignF.FLASH_OUTLINE;
            case CHANGE_POINT -> MaterialDesignH.HISTORY;
            case COMMIT -> MaterialDesignS.SOURCE_COMMIT;
            case CANCEL_FAILOVER -> MaterialDesignC.CANCEL;
            case REPROTECT -> MaterialDesignS.SWAP_HORIZONTAL;
            case FAILBACK -> MaterialDesignU.UNDO_VARIANT;
            case COMPLETE_MIGRATION -> MaterialDesignC.CHECK_ALL;
            case MARK_POINT -> MaterialDesignF.FLAG_OUTLINE;
            case EXPORT_POINT -> MaterialDesignE.EXPORT;
            case UNPROTECT -> MaterialDesignS.SHIELD_OFF_OUTLINE;
        };
    }

    /** What a row is about. */
    private record Line(Action action, boolean allowed) {}
}
