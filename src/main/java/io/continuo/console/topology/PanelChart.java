package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.chart.TimeSeriesChart;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

import java.time.Duration;
import java.util.Optional;

/** A small chart over the last hour: what a link carried and should have, or a machine's RPO. */
final class PanelChart extends VBox {
    private static final double HEIGHT = 112;

    private final Ui ui;
    private Facts.Chart shown;

    PanelChart(Ui ui) {
        super(4);
        this.ui = ui;
        getStyleClass().add("panel-section");
    }

    void show(Optional<Facts.Chart> chart) {
        setVisible(chart.isPresent());
        setManaged(chart.isPresent());
        if (chart.isEmpty()) {
            shown = null;
            getChildren().clear();
        } else if (shown == null || !same(shown, chart.get())) {
            shown = chart.get();
            build();
        }
    }

    private static boolean same(Facts.Chart one, Facts.Chart other) {
        return one.kind() == other.kind()
                && one.first() == other.first()
                && Double.compare(one.limit(), other.limit()) == 0;
    }

    private void build() {
        boolean rpo = shown.kind() == Facts.Chart.Kind.RPO;
        var chart =
                new TimeSeriesChart(
                        ui,
                        rpo ? TimeSeriesChart.AxisScale.TIME : TimeSeriesChart.AxisScale.DECIMAL,
                        value ->
                                rpo
                                        ? ui.format()
                                                .span(Duration.ofSeconds((long) value))
                                                .toString()
                                        : ui.format().rate(value).toString());
        chart.setAccessibleText(shown.title());
        chart.setSeries(shown.first());
        chart.setSecond(shown.second().orElse(null));
        chart.setLimit(shown.limit(), Health.CRITICAL);
        chart.setMinHeight(ui.px(HEIGHT));
        chart.setPrefHeight(ui.px(HEIGHT));
        var head = new HBox(12, Texts.name(shown.title()), Texts.spacer());
        head.setAlignment(Pos.CENTER_LEFT);
        if (shown.second().isPresent()) {
            head.getChildren()
                    .addAll(
                            key("needed", "topology.chart.needed"),
                            key("sent", "topology.chart.sent"));
        } else if (!Double.isNaN(shown.limit())) {
            head.getChildren().add(key("needed", "topology.chart.limit"));
        }
        getChildren().setAll(head, chart);
    }

    private HBox key(String styleClass, String words) {
        var line = Styles.add(new Line(0, 0, 14, 0), "chart-key", styleClass);
        Label label = Texts.whole(Texts.caption(ui.text(words)));
        var row = new HBox(6, line, label);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
