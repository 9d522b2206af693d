package io.continuo.console.ui;

import io.continuo.api.event.Severity;
import io.continuo.console.fx.Ui;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;

import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/** The shape of an event's severity; what is only told has a neutral icon, for it is no state. */
public final class SeverityMark extends HBox {
    private final Ui ui;

    public SeverityMark(Ui ui) {
        this.ui = ui;
        setAlignment(Pos.CENTER);
        setMinWidth(ui.px(14));
        setPrefWidth(ui.px(14));
        setMaxWidth(ui.px(14));
    }

    public SeverityMark show(Severity severity) {
        getChildren()
                .setAll(
                        severity == Severity.INFO
                                ? Icon.inText(MaterialDesignI.INFORMATION_OUTLINE)
                                : new StateShape(Words.health(severity), ui.px(12)));
        setAccessibleText(Words.of(ui, severity));
        return this;
    }
}
