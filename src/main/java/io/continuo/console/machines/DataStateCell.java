package io.continuo.console.machines;

import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.Progress;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.AgeLabel;
import io.continuo.console.ui.StatusBadge;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.Words;
import io.continuo.console.ui.chart.Gauge;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.Instant;

/** What happens to a machine's data, with how far it is while something is copied. */
final class DataStateCell extends MachineCell {
    private final Ui ui;
    private final StatusBadge badge;
    private final Label percent = Texts.whole(Texts.muted(""));
    private final Gauge gauge;
    private final VBox place;
    private final Freshness freshness;
    private final AgeLabel silent;
    private final HBox line;

    DataStateCell(Ui ui, Freshness freshness) {
        this.ui = ui;
        this.freshness = freshness;
        silent =
                Styles.add(
                        new AgeLabel(ui, freshness::now, this::silentFor),
                        Styles.BODY,
                        Styles.MUTED);
        badge = new StatusBadge(ui, io.continuo.api.machine.Health.UNKNOWN);
        gauge = Gauge.slim(ui).progress();
        line = new HBox(8, badge, Texts.spacer(), percent);
        line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        place = Styles.add(new VBox(line), "data-state");
        place.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    }

    @Override
    void showMachine(MachineView machine) {
        if (freshness.isOld(machine)) {
            silent.show(machine.observedAt());
            hideProgress();
            place.getChildren().setAll(silent);
            return;
        }
        place.getChildren().setAll(line);
        badge.show(Words.health(machine.dataState()), Words.of(ui, machine.dataState()));
        machine.progress().ifPresentOrElse(this::showProgress, this::hideProgress);
    }

    @Override
    void showGroup(GroupSummary group) {
        place.getChildren().clear();
    }

    private String silentFor(Instant observed, Instant now) {
        return ui.text(
                "machines.silent", "span", ui.format().rough(Duration.between(observed, now)));
    }

    private void showProgress(Progress progress) {
        String share = ui.format().percent(Math.floor(progress.fraction() * 100) / 100).toString();
        percent.setText(share);
        gauge.show(progress.fraction(), share);
        if (!place.getChildren().contains(gauge)) {
            place.getChildren().add(gauge);
        }
    }

    private void hideProgress() {
        percent.setText("");
        place.getChildren().remove(gauge);
    }

    @Override
    public Node node() {
        return place;
    }
}
