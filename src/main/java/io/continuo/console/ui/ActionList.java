package io.continuo.console.ui;

import io.continuo.console.fx.Ui;

import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.List;

/** Legal acts with their consequence, then "Not now, and why" with the reasons as text. */
public final class ActionList extends VBox {
    private final Ui ui;

    public ActionList(Ui ui) {
        this.ui = ui;
    }

    public void show(List<ActionRow> allowed, List<ActionRow> refused) {
        getChildren().setAll(allowed);
        if (!refused.isEmpty()) {
            var caption = Styles.add(new HBox(Texts.caption(ui.text("act.notNow"))), "act-caption");
            caption.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            getChildren().add(caption);
            getChildren().addAll(refused);
        }
        if (!getChildren().isEmpty()) {
            Styles.add(getChildren().getLast(), "last");
        }
    }
}
