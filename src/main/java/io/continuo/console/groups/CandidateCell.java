package io.continuo.console.groups;

import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** A machine with a box to tick, or the reason why it cannot join. */
final class CandidateCell extends ListCell<Candidate> {
    private final Ui ui;
    private final CheckBox box = new CheckBox();
    private final Label name = Texts.name("");
    private final Label why = Texts.whole(Texts.caption(""));
    private final HBox line = new HBox(8, box, name, why);
    private Candidate shown;

    CandidateCell(Ui ui) {
        this.ui = ui;
        line.setAlignment(Pos.CENTER_LEFT);
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        // the row is what is clicked and focused
        box.setFocusTraversable(false);
        box.setMouseTransparent(true);
        setOnMouseClicked(event -> {
            if (shown != null) {
                shown.toggle();
            }
        });
    }

    @Override
    protected void updateItem(Candidate candidate, boolean empty) {
        super.updateItem(candidate, empty);
        if (shown != null) {
            box.selectedProperty().unbind();
        }
        shown = empty ? null : candidate;
        if (shown == null) {
            setGraphic(null);
            return;
        }
        box.selectedProperty().bind(shown.chosen());
        box.setDisable(shown.elsewhere().isPresent());
        name.setText(shown.name());
        name.setDisable(shown.elsewhere().isPresent());
        String reason =
                shown.elsewhere()
                        .map(group -> ui.text("groups.dialog.elsewhere", "group", group))
                        .orElse("");
        why.setText(reason);
        setGraphic(line);
        setAccessibleText(reason.isEmpty() ? shown.name() : shown.name() + ", " + reason);
    }
}
