package io.continuo.console.protect;

import io.continuo.api.machine.CaptureKind;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Doors;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.EnumMap;
import java.util.Map;

/** The ways a disk's writes can be seen, one sentence each; one is chosen. */
final class CapturePicker {
    private static final String NAME = "protect.capture.name.";

    private final Ui ui;
    private final ProtectModel model;
    private final Map<CaptureKind, HBox> picks = new EnumMap<>(CaptureKind.class);
    private final Node node;

    CapturePicker(Ui ui, ProtectModel model) {
        this.ui = ui;
        this.model = model;
        for (CaptureKind kind : CaptureKind.values()) {
            if (ui.messages().has(NAME + kind)) {
                picks.put(kind, pick(kind));
            }
        }
        node = Card.titled(ui.text("protect.capture")).padded(picks.values().toArray(new Node[0]));
        show();
    }

    Node node() {
        return node;
    }

    private HBox pick(CaptureKind kind) {
        var dot = Styles.add(new StackPane(Styles.add(new Region(), "dot")), "pick-mark");
        var words =
                new VBox(
                        2,
                        Texts.name(ui.text(NAME + kind)),
                        Texts.wrapped(Texts.caption(ui.text("protect.capture.what." + kind))));
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        var pick = Styles.add(new HBox(12, dot, words), "pick", "tight");
        pick.setAlignment(Pos.CENTER_LEFT);
        pick.setId("capture-" + kind);
        return Doors.open(pick, ui.text(NAME + kind), () -> model.chooseCapture(kind));
    }

    void show() {
        picks.forEach((kind, pick) -> {
            boolean chosen = model.capture().get() == kind;
            Styles.toggle(pick, "chosen", chosen);
            pick.setAccessibleText(
                    ui.text(
                            chosen ? "protect.capture.chosen" : "protect.capture.choose",
                            "capture",
                            ui.text(NAME + kind)));
        });
    }
}
