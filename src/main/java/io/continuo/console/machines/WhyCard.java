package io.continuo.console.machines;

import io.continuo.api.machine.Health;
import io.continuo.api.machine.Hop;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;
import io.continuo.console.state.RpoTrend;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Segments;
import io.continuo.console.ui.Sentence;
import io.continuo.console.ui.chart.TimeSeries;
import io.continuo.console.ui.chart.TimeSeriesChart;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.util.List;

/** Why the RPO is what it is: hop by hop now, and over time. */
final class WhyCard {
    private static final List<Duration> SPANS =
            List.of(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(60));

    final Segments<Duration> span;
    private final Ui ui;
    private final Card card;
    private final Sentence why = new Sentence("");
    private final HopPipeline pipeline;
    final HeldLines held;
    private final TimeSeriesChart chart;

    WhyCard(Ui ui) {
        this.ui = ui;
        pipeline = new HopPipeline(ui);
        held = new HeldLines(ui);
        chart =
                new TimeSeriesChart(
                        ui,
                        TimeSeriesChart.AxisScale.TIME,
                        seconds -> ui.format().set(Duration.ofSeconds((long) seconds)).toString());
        chart.setPrefHeight(ui.px(124));
        chart.setMinHeight(ui.px(124));
        chart.setGap(Duration.ofSeconds(30));
        span =
                new Segments<Duration>(
                                ui.text("machine.span"),
                                SPANS,
                                each -> ui.text("machine.span.minutes", "count", each.toMinutes()))
                        .compact();
        span.valueProperty().subscribe(chart::setSpan);
        span.valueProperty().set(SPANS.getLast());
        var body = new VBox(12, why, pipeline, held.node(), chart);
        body.getStyleClass().addAll("body", "under-header");
        VBox.setMargin(chart, new Insets(4, 0, -8, 0));
        card = Card.titled(ui.text("machine.why.titleNone"), body).trailing(span);
    }

    Node node() {
        return card;
    }

    /** Begins with the span that shows what there is; a person may choose another. */
    void reach(Duration known) {
        span.valueProperty().set(SPANS.contains(known) ? known : SPANS.getLast());
    }

    void series(TimeSeries series) {
        chart.setSeries(series);
    }

    void show(MachineView machine, HopWords words, RpoTrend trend) {
        card.setTitle(
                machine.rpoSeconds()
                        .map(rpo ->
                                ui.text("machine.why.titleNow", "rpo", ui.format().fine(of(rpo))))
                        .orElse(ui.text("machine.why.titleNone")));
        card.caption(caption(machine, trend));
        Health state =
                machine.rpoSeconds()
                        .map(rpo -> Rpo.state(rpo, machine.rpoLimitSeconds()))
                        .orElse(Health.UNKNOWN);
        why.show(words.why(machine));
        pipeline.show(
                words.lines(machine), HopWords.slowest(machine).map(Hop::kind).orElse(null), state);
        pipeline.setVisible(!machine.hops().isEmpty());
        pipeline.setManaged(!machine.hops().isEmpty());
        boolean anything = machine.rpoSeconds().isPresent();
        chart.setVisible(anything);
        chart.setManaged(anything);
        span.setVisible(anything);
        chart.setLimit(machine.rpoLimitSeconds(), state);
        chart.setAccessibleText(card.getAccessibleText());
    }

    private String caption(MachineView machine, RpoTrend trend) {
        String limit = ui.format().set(of(machine.rpoLimitSeconds())).toString();
        return switch (trend) {
            case RpoTrend.Over over ->
                    ui.text(
                            "machine.limit.over",
                            "limit",
                            limit,
                            "span",
                            ui.format().span(over.since()));
            case RpoTrend.Rising rising ->
                    ui.text(
                            "machine.limit.breaks",
                            "limit",
                            limit,
                            "span",
                            ui.format().span(rising.untilBreach()));
            case RpoTrend.Steady steady -> ui.text("machine.limit.within", "limit", limit);
            case RpoTrend.Unknown unknown -> ui.text("machine.limit.within", "limit", limit);
        };
    }

    private static Duration of(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
