package io.continuo.console.ui;

import io.continuo.api.machine.CheckFinding;
import io.continuo.api.machine.CheckLevel;
import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.Comparator;
import java.util.List;

/** The checks before an operation: refusals first, then warnings, each with its correction. */
public final class CheckList extends VBox {
    private final Ui ui;
    private final Card card;

    public CheckList(Ui ui, String title) {
        this.ui = ui;
        this.card = Card.titled(title);
        getChildren().add(card);
    }

    public void show(List<CheckFinding> findings) {
        card.trailing(
                count(findings, CheckLevel.REFUSE),
                count(findings, CheckLevel.WARN),
                count(findings, CheckLevel.PASS));
        card.getChildren().remove(1, card.getChildren().size());
        findings.stream()
                .sorted(Comparator.comparing(CheckFinding::level))
                .map(this::row)
                .forEach(card.getChildren()::add);
    }

    private StatusBadge count(List<CheckFinding> findings, CheckLevel level) {
        int count = (int) findings.stream().filter(finding -> finding.level() == level).count();
        String words =
                ui.text(
                        switch (level) {
                            case REFUSE -> "check.refuse";
                            case WARN -> "check.warn";
                            case PASS -> "check.pass";
                        },
                        "count",
                        count);
        var badge = StatusBadge.counted(ui, health(level), count);
        if (count == 0) {
            badge.showNone(health(level), words);
        } else {
            badge.show(health(level), words);
        }
        return badge;
    }

    private HBox row(CheckFinding finding) {
        var words = new VBox();
        HBox.setHgrow(words, Priority.ALWAYS);
        words.getChildren()
                .add(
                        Texts.wrapped(
                                finding.level() == CheckLevel.PASS
                                        ? Texts.body(finding.message())
                                        : Texts.name(finding.message())));
        if (!finding.correction().isEmpty()) {
            words.getChildren().add(Texts.wrapped(Texts.caption(finding.correction())));
        }
        var shape = new StateShape(health(finding.level()), ui.px(12));
        HBox.setMargin(shape, new javafx.geometry.Insets(ui.px(4), 0, 0, 0));
        return Styles.add(new HBox(shape, words), "check-row");
    }

    private static Health health(CheckLevel level) {
        return switch (level) {
            case REFUSE -> Health.CRITICAL;
            case WARN -> Health.WARNING;
            case PASS -> Health.HEALTHY;
        };
    }
}
