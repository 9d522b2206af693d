package io.continuo.console.ui.chart;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.SceneBound;
import io.continuo.console.ui.Styles;

import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleFunction;

/**
 * A live line over time with axis, grid and limit. Values stand at the right, times below. Drawn on
 * a canvas from a ring buffer, at most twice a second, with minimum and maximum per pixel column.
 */
public final class TimeSeriesChart extends ChartCanvas {
    private static final double DOT = 2.5;
    private static final int GRID_LINES = 4;

    private final Ui ui;
    private final DoubleFunction<String> print;
    private TimeSeries series = new TimeSeries(2);
    private TimeSeries second;
    private Duration span = Duration.ofMinutes(60);
    private double limitValue = Double.NaN;
    private AxisScale scaleKind = AxisScale.DECIMAL;
    private double gapSeconds = 90;

    /** How the value axis chooses round numbers. */
    public enum AxisScale {
        /** 1, 2, 5, 10 … */
        DECIMAL,
        /** Seconds: 10 s, 30 s, 1 min, 5 min … */
        TIME
    }

    /**
     * @param print writes a value of the axis
     */
    public TimeSeriesChart(Ui ui, AxisScale scaleKind, DoubleFunction<String> print) {
        this.ui = ui;
        this.print = print;
        this.scaleKind = scaleKind;
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(120, ui.px(60));
        setPrefHeight(ui.px(160));
        new SceneBound(this, () -> ui.timer().every(this::redraw));
    }

    public void setSeries(TimeSeries newSeries) {
        series = newSeries;
        redraw();
    }

    /** A second line, dashed and quiet, such as what would be needed; null for none. */
    public void setSecond(TimeSeries newSecond) {
        second = newSecond;
        redraw();
    }

    public void setSpan(Duration newSpan) {
        span = newSpan;
        redraw();
    }

    /** Holes longer than this stay holes. */
    public void setGap(Duration gap) {
        gapSeconds = gap.toSeconds();
    }

    /**
     * @param limit the value not to exceed; NaN if there is none
     * @param health colours what is over it
     */
    public void setLimit(double limit, Health health) {
        limitValue = limit;
        Styles.toggle(this, "over-warning", health != Health.CRITICAL);
        redraw();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        long now = ui.clock().millis();
        long from = now - span.toMillis();
        double top = top(from);
        double step = AxisSteps.step(scaleKind, top / GRID_LINES);
        double highest = Math.ceil(top / step - 1e-9) * step;
        g.setFont(font.get());
        double labelWidth = widest(step, highest);
        double bottom = height - ui.px(22);
        double above = ui.px(8);
        double right = width - labelWidth - 10;
        double scale = (bottom - above) / highest;
        drawGrid(g, right, bottom, scale, step, highest);
        drawTimes(g, from, now, right, bottom);
        int columns = Math.max(2, (int) (right - DOT - 1));
        int gap = (int) Math.max(3, columns * gapSeconds / Math.max(1, span.toSeconds()));
        var line =
                new LineDrawing(
                        new PixelColumns(series, from, now, columns),
                        0,
                        value -> bottom - value * scale,
                        gap);
        g.setLineJoin(StrokeLineJoin.ROUND);
        if (second != null) {
            g.setLineDashes(3, 3);
            new LineDrawing(
                            new PixelColumns(second, from, now, columns),
                            0,
                            value -> bottom - value * scale,
                            gap)
                    .stroke(g, limit.get(), 1);
            g.setLineDashes();
        }
        drawLine(g, line, right, bottom, scale);
        drawEnd(g, now, columns, bottom, scale);
    }

    private double top(long from) {
        double max = series.maxSince(from);
        double other = second == null ? Double.NaN : second.maxSince(from);
        double top = Double.isNaN(max) ? 0 : max;
        top = Math.max(top, Double.isNaN(other) ? 0 : other);
        top = Math.max(top * 1.05, Double.isNaN(limitValue) ? 0 : limitValue * 1.1);
        return top <= 0 ? 1 : top;
    }

    private void drawLine(
            GraphicsContext g, LineDrawing line, double right, double bottom, double scale) {
        if (Double.isNaN(limitValue)) {
            line.stroke(g, this.line.get(), 1.5);
            return;
        }
        double limitY = Math.round(bottom - limitValue * scale) + 0.5;
        g.save();
        g.beginPath();
        g.rect(0, 0, right, limitY);
        g.clip();
        line.fill(g, overTint.get(), bottom);
        g.restore();
        g.setStroke(limit.get());
        g.setLineWidth(1);
        g.setLineDashes(3, 3);
        g.strokeLine(0, limitY, right, limitY);
        g.setLineDashes();
        line.stroke(g, this.line.get(), 1.5);
        g.save();
        g.beginPath();
        g.rect(0, 0, right, limitY);
        g.clip();
        line.stroke(g, over.get(), 1.5);
        g.restore();
    }

    private void drawEnd(GraphicsContext g, long now, int columns, double bottom, double scale) {
        double newest = series.newestValue();
        if (Double.isNaN(newest) || now - series.newestMillis() > gapSeconds * 1000) {
            return;
        }
        g.setFill(newest > limitValue ? over.get() : end.get());
        double x = (columns - 1) * (1 - (now - series.newestMillis()) / (double) span.toMillis());
        g.fillOval(x - DOT, bottom - newest * scale - DOT, 2 * DOT, 2 * DOT);
    }

    private void drawGrid(
            GraphicsContext g, double right, double bottom, double scale, double step, double top) {
        g.setLineWidth(1);
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        for (double value = 0; value <= top + step / 2; value += step) {
            double y = Math.round(bottom - value * scale) + 0.5;
            g.setStroke(value == 0 ? limit.get() : grid.get());
            g.strokeLine(0, y, right, y);
            g.setFill(axis.get());
            g.fillText(print.apply(value), right + 8, y - 0.5);
        }
    }

    private void drawTimes(GraphicsContext g, long from, long now, double right, double bottom) {
        long step = AxisSteps.timeStepMillis(span.toMillis(), right / ui.px(90));
        g.setFill(axis.get());
        g.setTextBaseline(VPos.TOP);
        g.setTextAlign(TextAlignment.CENTER);
        for (long time = (from / step + 1) * step; time <= now; time += step) {
            double x = (time - from) / (double) (now - from) * right;
            if (x > ui.px(16) && x < right - ui.px(16)) {
                Instant at = Instant.ofEpochMilli(time);
                g.fillText(
                        step < 60_000 ? ui.format().clockWithSeconds(at) : ui.format().clock(at),
                        x,
                        bottom + 6);
            }
        }
    }

    private double widest(double step, double top) {
        double widest = 0;
        for (double value = 0; value <= top + step / 2; value += step) {
            var text = new Text(print.apply(value));
            text.setFont(font.get());
            widest = Math.max(widest, text.getLayoutBounds().getWidth());
        }
        return widest;
    }
}
