package io.continuo.console.overview;

import io.continuo.api.event.EventView;
import io.continuo.api.event.Severity;
import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.EventWords;
import io.continuo.console.ui.Icon;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

import java.time.Instant;
import java.util.List;

/** What changed since the shift began, newest first. */
final class ShiftCard {
    private static final double ROW = 36;

    private final Ui ui;
    private final Card card;
    private final Hyperlink link;
    private final VBox rows = new VBox();
    private List<Long> shown = List.of();

    ShiftCard(Ui ui, Runnable openAll) {
        this.ui = ui;
        link = Buttons.link("", openAll);
        rows.setPadding(new Insets(6, 0, 0, 0));
        card = Card.titled(ui.text("overview.shift.title"), Texts.hairline(), rows).trailing(link);
    }

    Card card() {
        return card;
    }

    /**
     * @param events newest first
     * @param room how many rows fit
     */
    void show(List<EventView> events, Instant shiftStart, Instant now, int room) {
        card.caption(
                ui.text(
                        "overview.shift.caption",
                        "time",
                        ui.format().clock(shiftStart),
                        "ago",
                        ui.format().relative(shiftStart, ui.clock().instant())));
        List<EventView> since =
                events.stream().filter(event -> event.time().isAfter(shiftStart)).toList();
        link.setText(ui.text("overview.shift.all", "count", since.size()));
        List<EventView> some = since.stream().limit(room).toList();
        List<Long> ids = some.stream().map(EventView::id).toList();
        if (!ids.equals(shown) || rows.getChildren().isEmpty()) {
            shown = ids;
            rows.getChildren().setAll(some.stream().map(event -> row(event, now)).toList());
            if (some.isEmpty()) {
                var quiet = new HBox(Texts.muted(ui.text("overview.shift.quiet")));
                quiet.setPadding(new Insets(8, 16, 8, 16));
                rows.getChildren().setAll(quiet);
            }
        }
    }

    private HBox row(EventView event, Instant now) {
        var mark = new StackPane(mark(event));
        mark.setMinWidth(ui.px(14));
        mark.setMaxWidth(ui.px(14));
        Label words = Texts.body(words(event));
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        words.setMinWidth(0);
        Label time = Texts.whole(Texts.caption(ui.format().when(event.time(), now)));
        var row = new HBox(10, mark, words, time);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setPadding(new Insets(0, 16, 0, 16));
        row.setMinHeight(ui.px(ROW));
        row.setMaxHeight(ui.px(ROW));
        return Styles.add(row, "shift-row");
    }

    private String words(EventView event) {
        String sentence = EventWords.sentence(ui, event);
        String bare =
                sentence.endsWith(".") || sentence.endsWith("。")
                        ? sentence.substring(0, sentence.length() - 1)
                        : sentence;
        return event.machine()
                .filter(machine -> !bare.contains(machine))
                .map(machine -> ui.text("overview.shift.event", "machine", machine, "what", bare))
                .orElse(bare);
    }

    private Node mark(EventView event) {
        if (event.severity() == Severity.CRITICAL) {
            return new StateShape(Health.CRITICAL, ui.px(12));
        }
        if (event.severity() == Severity.WARNING) {
            return new StateShape(Health.WARNING, ui.px(12));
        }
        String code = event.code();
        return Icon.inText(
                code.contains("TEST_FAILOVER") || code.contains("DRILL")
                        ? MaterialDesignF.FLASK_OUTLINE
                        : code.contains("POLICY")
                                ? MaterialDesignT.TUNE_VARIANT
                                : code.contains("LINK")
                                        ? MaterialDesignL.LAN_CONNECT
                                        : code.contains("POINT") || code.contains("MARK")
                                                ? MaterialDesignS.SOURCE_COMMIT
                                                : MaterialDesignI.INFORMATION_OUTLINE);
    }
}
