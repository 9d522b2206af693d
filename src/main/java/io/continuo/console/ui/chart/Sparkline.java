package io.continuo.console.ui.chart;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.SceneBound;
import io.continuo.console.ui.Styles;

import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.StrokeLineJoin;
import javafx.util.Subscription;

import java.time.Duration;

/**
 * RPO of the last minutes or hour in a table's row: own scale with the limit always in view,
 * dashed; what is over the limit takes the state's colour; a dot marks now.
 */
public final class Sparkline extends ChartCanvas {
    private static final double DOT = 2.5;

    /** Samples come about once a second; ten minutes without one is a gap, not a line. */
    private static final double GAP_SECONDS = 90;

    private final Ui ui;
    private Duration span = Duration.ofMinutes(60);
    private TimeSeries series;
    private double limitValue = Double.NaN;
    private long drawnVersion = -1;
    private long drawnColumn = -1;

    public Sparkline(Ui ui) {
        this.ui = ui;
        getStyleClass().add("sparkline");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setPrefSize(ui.px(220), ui.px(26));
        setMinSize(40, ui.px(20));
        new SceneBound(this, this::follow);
    }

    private Subscription follow() {
        return ui.timer().every(this::tick);
    }

    /** How far back it reaches; 60 min unless told. */
    public void setSpan(Duration newSpan) {
        span = newSpan;
    }

    /**
     * @param limit the value not to exceed; NaN if there is none
     * @param health colours what is over the limit
     */
    public void show(TimeSeries newSeries, double limit, Health health) {
        series = newSeries;
        limitValue = limit;
        Styles.toggle(this, "over-warning", health != Health.CRITICAL);
        drawnVersion = -1;
        redraw();
    }

    private void tick() {
        long column = ui.clock().millis() / 5000;
        if (series != null && (series.version() != drawnVersion || column != drawnColumn)) {
            redraw();
        }
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        if (series == null) {
            return;
        }
        drawnVersion = series.version();
        long nowMillis = ui.clock().millis();
        drawnColumn = nowMillis / 5000;
        double right = width - DOT - 1.5;
        long from = nowMillis - span.toMillis();
        double max = series.maxSince(from);
        double top =
                Math.max(Double.isNaN(max) ? 0 : max, Double.isNaN(limitValue) ? 0 : limitValue);
        double scale = top <= 0 ? 0 : (height - 7.5) / (top * 1.03);
        double base = height - 3.5;
        int columns = Math.max(2, (int) right);
        double gap = Math.max(3, columns * GAP_SECONDS / span.toSeconds());
        var line =
                new LineDrawing(
                        new PixelColumns(series, from, nowMillis, columns),
                        0,
                        value -> base - value * scale,
                        (int) gap);
        double limitY = Math.round(base - limitValue * scale) + 0.5;
        boolean over = series.newestValue() > limitValue;
        if (!Double.isNaN(limitValue)) {
            g.save();
            g.beginPath();
            g.rect(0, 0, width, limitY);
            g.clip();
            line.fill(g, overTint.get(), height);
            g.restore();
            g.setStroke(limit.get());
            g.setLineWidth(1);
            g.setLineDashes(3, 3);
            g.strokeLine(0, limitY, width, limitY);
            g.setLineDashes();
        }
        g.setLineJoin(StrokeLineJoin.ROUND);
        line.stroke(g, this.line.get(), 1.5);
        if (!Double.isNaN(limitValue)) {
            g.save();
            g.beginPath();
            g.rect(0, 0, width, limitY);
            g.clip();
            line.stroke(g, this.over.get(), 1.5);
            g.restore();
        }
        double newest = series.newestValue();
        if (!Double.isNaN(newest) && nowMillis - series.newestMillis() < GAP_SECONDS * 1000) {
            g.setFill(over ? this.over.get() : end.get());
            double age = nowMillis - series.newestMillis();
            double x = (columns - 1) * (1 - age / span.toMillis());
            g.fillOval(x - DOT, base - newest * scale - DOT, 2 * DOT, 2 * DOT);
        }
    }
}
