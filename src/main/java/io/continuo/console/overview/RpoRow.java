package io.continuo.console.overview;

import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;
import io.continuo.console.state.MachineRow;
import io.continuo.console.state.RpoTrend;
import io.continuo.console.ui.Columns;
import io.continuo.console.ui.Doors;
import io.continuo.console.ui.Quantity;
import io.continuo.console.ui.StatusBadge;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.Words;
import io.continuo.console.ui.chart.Sparkline;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import java.time.Duration;
import java.util.function.Consumer;

/** One machine of the worst by RPO: state, name, the last hour, RPO, limit, when it breaks it. */
final class RpoRow {
    private final Ui ui;
    private final StatusBadge state;
    private final Label name = Texts.name("");
    private final Sparkline spark;
    private final Quantity rpo = new Quantity();
    private final Label noRpo = Texts.muted("");
    private final HBox now = new HBox(rpo, noRpo);
    private final Quantity limit = Styles.add(new Quantity().quiet(), "right");
    private final Label breaks = Texts.muted("");
    private final Quantity breaksIn = new Quantity();
    private final HBox outlook = new HBox(6, breaks, breaksIn);
    private final Region region;
    private MachineRow machine;

    RpoRow(Ui ui, Columns columns, Consumer<MachineRow> open) {
        this.ui = ui;
        state = new StatusBadge(ui, Health.UNKNOWN);
        spark = new Sparkline(ui);
        for (HBox box : new HBox[] {now, outlook}) {
            box.setAlignment(Pos.BASELINE_RIGHT);
            box.setFillHeight(false);
            box.setMaxHeight(Region.USE_PREF_SIZE);
        }
        region =
                Styles.add(
                        columns.row(ui.px(36), state, name, spark, now, limit, outlook),
                        "ct-row",
                        "rpo-row");
        Doors.open(
                region,
                "",
                () -> {
                    if (machine != null) {
                        open.accept(machine);
                    }
                });
    }

    Region region() {
        return region;
    }

    double nameWidth() {
        return name.prefWidth(-1);
    }

    void show(MachineRow row, Duration span) {
        machine = row;
        MachineView view = row.view();
        Health health = row.health();
        state.show(health);
        name.setText(row.name());
        spark.setSpan(span);
        spark.show(row.rpoSeries(), view.rpoLimitSeconds(), row.health());
        limit.show(ui.format().set(seconds(view.rpoLimitSeconds())));
        boolean known = view.rpoSeconds().isPresent();
        rpo.setVisible(known);
        rpo.setManaged(known);
        noRpo.setVisible(!known);
        noRpo.setManaged(!known);
        noRpo.setText(known ? "" : progress(view));
        view.rpoSeconds()
                .ifPresent(value -> {
                    rpo.show(ui.format().rpo(value));
                    boolean over = value > view.rpoLimitSeconds();
                    rpo.state(over ? row.health() : Health.HEALTHY);
                });
        String trend = outlook(row);
        region.setAccessibleText(
                ui.text(
                        "overview.rpo.accessible",
                        "machine",
                        row.name(),
                        "state",
                        io.continuo.console.ui.States.word(ui, health),
                        "rpo",
                        known ? ui.format().rpo(view.rpoSeconds().orElse(0.0)) : "–",
                        "trend",
                        trend));
    }

    private String progress(MachineView view) {
        return view.progress()
                .map(progress -> ui.format().percent(progress.fraction()).toString())
                .orElse("–");
    }

    private String outlook(MachineRow row) {
        long nowMillis = ui.clock().millis();
        return switch (RpoTrend.of(row, nowMillis)) {
            case RpoTrend.Unknown unknown -> say(Words.of(ui, row.view().dataState()));
            case RpoTrend.Steady steady -> say(ui.text("overview.rpo.notRising"));
            case RpoTrend.Over over -> {
                breaks.setText(ui.text("overview.rpo.overFor"));
                breaksIn.plain().show(ui.format().span(over.since()));
                breaksIn.setManaged(true);
                breaksIn.setVisible(true);
                yield ui.text("overview.rpo.overFor") + " " + ui.format().span(over.since());
            }
            case RpoTrend.Rising rising -> {
                breaks.setText(
                        ui.text(
                                "overview.rpo.breaksAt",
                                "time",
                                ui.format()
                                        .clock(ui.clock().instant().plus(rising.untilBreach()))));
                breaksIn.show(ui.format().rough(rising.untilBreach()));
                breaksIn.setManaged(true);
                breaksIn.setVisible(true);
                yield ui.text(
                        "overview.rpo.rising", "span", ui.format().rough(rising.untilBreach()));
            }
        };
    }

    private String say(String words) {
        breaks.setText(words);
        breaksIn.setManaged(false);
        breaksIn.setVisible(false);
        return words;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
