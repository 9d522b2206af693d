package io.continuo.console.failover;

import io.continuo.api.machine.FailoverKind;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Doors;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Planned or unplanned: what each does and loses, or why it cannot be. */
final class KindPage {
    private final Ui ui;
    private final FailoverModel model;
    private final FailoverWords words;
    private final String machine;
    private final Map<FailoverKind, Pick> picks = new EnumMap<>(FailoverKind.class);
    private final CheckBox shutDown;
    private final Node node;

    KindPage(
            Ui ui,
            FailoverModel model,
            FailoverWords words,
            String machine,
            Consumer<FailoverKind> choose) {
        this.ui = ui;
        this.model = model;
        this.words = words;
        this.machine = machine;
        for (FailoverKind kind : FailoverKind.values()) {
            picks.put(kind, new Pick(kind, choose));
        }
        shutDown = new CheckBox(ui.text("failover.live.shutDown", "machine", machine));
        shutDown.selectedProperty().bindBidirectional(model.shutDown());
        shutDown.setId("failover-shut-down");
        var card =
                Card.titled(ui.text("failover.live.kind"))
                        .padded(
                                picks.get(FailoverKind.PLANNED).node,
                                picks.get(FailoverKind.UNPLANNED).node);
        node = Styles.add(new VBox(16, card, shutDown), "page", "wizard-page");
        show();
    }

    Node node() {
        return node;
    }

    void show() {
        picks.values().forEach(Pick::show);
        boolean unplanned =
                model.kind().get().filter(kind -> kind == FailoverKind.UNPLANNED).isPresent();
        shutDown.setVisible(unplanned);
    }

    /** One kind. */
    private final class Pick {
        private final FailoverKind kind;
        private final Label name = Texts.name("");
        private final Label what = Texts.wrapped(Texts.caption(""));
        private final HBox node;

        private Pick(FailoverKind kind, Consumer<FailoverKind> choose) {
            this.kind = kind;
            var dot = Styles.add(new StackPane(Styles.add(new Region(), "dot")), "pick-mark");
            var text = new VBox(2, name, what);
            HBox.setHgrow(text, Priority.ALWAYS);
            text.setMinWidth(0);
            var row = Styles.add(new HBox(12, dot, text), "pick");
            row.setAlignment(Pos.CENTER_LEFT);
            row.setId("failover-" + kind);
            node =
                    Doors.open(
                            row,
                            ui.text("failover.live.kind.over." + kind),
                            () -> {
                                if (model.legal(kind)) {
                                    choose.accept(kind);
                                }
                            });
        }

        private void show() {
            name.setText(words.kind(model, kind));
            what.setText(words.what(model, kind, machine));
            boolean chosen = model.kind().get().filter(kind::equals).isPresent();
            Styles.toggle(node, "chosen", chosen);
            node.setDisable(!model.legal(kind));
            Styles.toggle(name, Styles.MUTED, !model.legal(kind));
            node.setAccessibleText(
                    ui.text(
                            chosen ? "failover.live.kind.chosen" : "failover.live.kind.choose",
                            "kind",
                            name.getText(),
                            "what",
                            what.getText()));
        }
    }
}
