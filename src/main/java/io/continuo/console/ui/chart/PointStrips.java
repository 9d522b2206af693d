package io.continuo.console.ui.chart;

import io.continuo.api.machine.PointView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.chart.PointsModel.Stretch;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The two strips of the timeline: one looked at closely, and the whole history below it with the
 * close stretch framed. What has not arrived yet is hatched.
 */
final class PointStrips extends ChartCanvas {
    static final double CLOSE_TOP = 44;
    static final double CLOSE_HEIGHT = 28;
    static final double WHOLE_TOP = 112;
    static final double WHOLE_HEIGHT = 16;
    private static final double INSET = 8;
    private static final double HATCH_PITCH = 6;

    /** Points nearer than this are drawn as ticks in the whole strip. */
    private static final int SHAPE_ROOM = 9;

    private final Ui ui;
    private final PointsModel model;
    private final Supplier<Instant> clock;
    private final String notYet;
    private Optional<Instant> durable = Optional.empty();

    PointStrips(Ui ui, PointsModel model, Supplier<Instant> now) {
        this.ui = ui;
        this.model = model;
        this.clock = now;
        notYet = ui.text("point.notYet");
    }

    /**
     * @param newest the newest moment the target holds
     * @param overLimit whether that is too long ago
     */
    void durable(Optional<Instant> newest, boolean overLimit) {
        durable = newest;
        Styles.toggle(this, "over-none", !overLimit);
        redraw();
    }

    double xOf(Stretch stretch, Instant time) {
        return INSET + stretch.share(time) * (getWidth() - 2 * INSET);
    }

    Instant timeAt(Stretch stretch, double x) {
        return stretch.at((x - INSET) / Math.max(1, getWidth() - 2 * INSET));
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        Instant time = clock.get();
        Stretch close = model.close(time);
        g.setFont(font.get());
        var marks = new PointMarks(line.get(), now.get(), surface.get(), ui.px(10) / 10.0);
        drawClose(g, close, time, marks, width);
        model.whole(time).ifPresent(whole -> drawWhole(g, whole, close, marks, width));
    }

    private void drawClose(
            GraphicsContext g, Stretch close, Instant time, PointMarks marks, double width) {
        double top = ui.px(CLOSE_TOP);
        double tall = ui.px(CLOSE_HEIGHT);
        double end = close.to().equals(time) ? width - INSET : width;
        g.setFill(strip.get());
        g.fillRect(0, top, end, tall);
        durable.filter(close::holds)
                .map(held -> Math.round(xOf(close, held)))
                .filter(held -> end - held >= 3)
                .ifPresent(held -> drawMissing(g, held, top, end - held, tall));
        for (PointView point : model.points()) {
            if (close.holds(point.time())) {
                marks.draw(g, point, xOf(close, point.time()), top + tall / 2, 1);
            }
        }
        boolean live = close.to().equals(time);
        if (live) {
            g.setStroke(now.get());
            g.setLineWidth(1.5);
            g.strokeLine(end, top - ui.px(4), end, top + tall + ui.px(5));
        }
        drawTimes(
                g,
                close,
                top + tall,
                live ? ui.text("point.now", "time", ui.format().clock(time)) : "",
                width);
    }

    private void drawMissing(GraphicsContext g, double x, double y, double wide, double tall) {
        g.setFill(surface.get());
        g.fillRect(x, y, wide, tall);
        g.save();
        g.beginPath();
        g.rect(x, y, wide, tall);
        g.clip();
        g.setStroke(over.get());
        g.setLineWidth(0.8);
        g.setGlobalAlpha(0.6);
        for (double at = x - tall; at < x + wide; at += HATCH_PITCH * Math.sqrt(2)) {
            g.strokeLine(at, y + tall, at + tall, y);
        }
        g.restore();
        g.setStroke(over.get());
        g.setLineWidth(1);
        g.setLineDashes(3, 3);
        g.strokeRect(x + 0.5, y + 0.5, wide - 1, tall - 1);
        g.setLineDashes();
        double text = widthOf(notYet);
        if (text + 24 < wide) {
            double middle = x + wide / 2;
            g.setFill(surface.get());
            g.fillRect(middle - text / 2 - 4, y + 4, text + 8, tall - 8);
            g.setFill(now.get());
            g.setTextAlign(TextAlignment.CENTER);
            g.setTextBaseline(VPos.CENTER);
            g.fillText(notYet, middle, y + tall / 2);
        }
    }

    private void drawWhole(
            GraphicsContext g, Stretch whole, Stretch close, PointMarks marks, double width) {
        double top = ui.px(WHOLE_TOP);
        double tall = ui.px(WHOLE_HEIGHT);
        g.setFill(strip.get());
        g.fillRect(0, top, width, tall);
        drawAll(g, whole, marks, top, tall);
        drawTimes(g, whole, top + tall, ui.text("point.nowShort"), width);
        g.setStroke(selection.get());
        g.setLineWidth(1.5);
        double left = Math.max(1, xOf(whole, close.from()));
        double right = Math.min(width - 1, xOf(whole, close.to()) + 2);
        g.strokeRoundRect(left, top - ui.px(3), Math.max(8, right - left), tall + ui.px(6), 4, 4);
    }

    /** Where points stand close only their number shows: a tick each, a pixel column at a time. */
    private void drawAll(
            GraphicsContext g, Stretch whole, PointMarks marks, double top, double tall) {
        int drawn = Integer.MIN_VALUE / 2;
        int shaped = drawn;
        List<PointView> points = model.points();
        for (int i = 0; i < points.size(); i++) {
            int x = (int) xOf(whole, points.get(i).time());
            int next = i + 1 < points.size() ? (int) xOf(whole, points.get(i + 1).time()) : x + 99;
            if (x - shaped >= SHAPE_ROOM && next - x >= SHAPE_ROOM) {
                marks.draw(g, points.get(i), x, top + tall / 2, 0.62);
                shaped = x;
                drawn = x;
            } else if (x - drawn >= 2) {
                g.setFill(line.get());
                g.fillRect(x, top + ui.px(3), 1, tall - 2 * ui.px(3));
                drawn = x;
            }
        }
    }

    private void drawTimes(
            GraphicsContext g, Stretch stretch, double below, String last, double width) {
        double keep = last.isEmpty() ? 0 : widthOf(last) + ui.px(24);
        long step =
                AxisSteps.timeStepMillis(
                        stretch.span().toMillis(), (width - 2 * INSET) / ui.px(150));
        long offset =
                ui.clock().getZone().getRules().getOffset(stretch.to()).getTotalSeconds() * 1000L;
        long first = (stretch.from().toEpochMilli() + offset + step - 1) / step * step - offset;
        g.setTextBaseline(VPos.TOP);
        for (long millis = first; millis <= stretch.to().toEpochMilli(); millis += step) {
            Instant at = Instant.ofEpochMilli(millis);
            double x = xOf(stretch, at);
            String text = label(at, stretch, step);
            if (x + widthOf(text) / 2 > width - keep) {
                break;
            }
            g.setStroke(limit.get());
            g.setLineWidth(1);
            g.strokeLine(Math.round(x) + 0.5, below, Math.round(x) + 0.5, below + ui.px(4));
            g.setFill(axis.get());
            g.setTextAlign(x < widthOf(text) / 2 ? TextAlignment.LEFT : TextAlignment.CENTER);
            g.fillText(text, Math.max(x, x < widthOf(text) / 2 ? 0 : x), below + ui.px(6));
        }
        if (!last.isEmpty()) {
            g.setFill(now.get());
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(last, width, below + ui.px(6));
        }
    }

    private String label(Instant at, Stretch stretch, long step) {
        if (step < 60_000) {
            return ui.format().clockWithSeconds(at);
        }
        return stretch.span().compareTo(Duration.ofHours(12)) > 0
                ? ui.format().when(at, stretch.to())
                : ui.format().clock(at);
    }

    private double widthOf(String text) {
        var shape = new Text(text);
        shape.setFont(font.get());
        return shape.getLayoutBounds().getWidth();
    }
}
