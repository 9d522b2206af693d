package io.continuo.console.ui;

import io.continuo.console.fx.Ui;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/** Legal acts with their consequence, then "Not now, and why" with the reasons as text. */
public final class ActionList extends VBox {
    private final HBox caption;

    public ActionList(Ui ui) {
        caption = Styles.add(new HBox(Texts.caption(ui.text("act.notNow"))), "act-caption");
        caption.setAlignment(Pos.CENTER_LEFT);
    }

    /** Rows that are shown already stay as they are. */
    public void show(List<ActionRow> allowed, List<ActionRow> refused) {
        List<Node> rows = new ArrayList<>(allowed);
        if (!refused.isEmpty()) {
            rows.add(caption);
            rows.addAll(refused);
        }
        Children.show(this, rows);
        rows.forEach(row -> Styles.toggle(row, "last", row == rows.getLast()));
    }
}
