package io.continuo.console.machines;

import io.continuo.api.machine.HealthReason;
import io.continuo.console.fx.Ui;
import io.continuo.console.nav.CauseWords;
import io.continuo.console.state.MachineRow;
import io.continuo.console.state.RootCause;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Optional;

/**
 * Why a machine is not healthy, each reason with what to do. The RPO is left out: its card explains
 * it.
 */
final class ReasonsCard {
    private static final String RPO = "RPO_";

    private final Ui ui;
    private final Card card = new Card();
    private List<HealthReason> shown = List.of();

    ReasonsCard(Ui ui) {
        this.ui = ui;
    }

    Node node() {
        return card;
    }

    /** Says whether there is anything to show. */
    boolean show(MachineRow machine) {
        List<HealthReason> reasons =
                machine.view().healthReasons().stream()
                        .filter(reason -> !reason.code().startsWith(RPO))
                        .toList();
        if (!reasons.equals(shown)) {
            shown = reasons;
            card.getChildren().setAll(reasons.stream().map(r -> row(machine, r)).toList());
            card.getChildren().stream().limit(1).forEach(row -> Styles.add(row, "first"));
        }
        return !reasons.isEmpty();
    }

    private Node row(MachineRow machine, HealthReason reason) {
        var cause =
                new RootCause(
                        reason.health(),
                        reason.code(),
                        reason.message(),
                        reason.correction(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(machine));
        var words = new VBox(Texts.wrapped(Texts.name(CauseWords.sentence(ui, cause))));
        HBox.setHgrow(words, Priority.ALWAYS);
        String correction = CauseWords.correction(ui, cause);
        if (!correction.isEmpty()) {
            Label line = Texts.wrapped(Texts.caption(correction));
            words.getChildren().add(line);
        }
        var shape = new StateShape(reason.health(), ui.px(12));
        HBox.setMargin(shape, new Insets(ui.px(4), 0, 0, 0));
        return Styles.add(new HBox(shape, words), "check-row", "reason-row");
    }
}
