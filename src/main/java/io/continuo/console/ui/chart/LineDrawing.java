package io.continuo.console.ui.chart;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;

import java.util.function.DoubleUnaryOperator;

/**
 * Strokes pixel columns as a line, or fills what lies between it and the bottom; gaps stay gaps.
 */
final class LineDrawing {
    /** Samples further apart than this many columns are not joined. */
    private final int gapColumns;

    private final PixelColumns columns;
    private final double left;
    private final DoubleUnaryOperator y;

    /**
     * @param left where column 0 stands
     * @param y place of a value
     * @param gapColumns the widest hole that is bridged
     */
    LineDrawing(PixelColumns columns, double left, DoubleUnaryOperator y, int gapColumns) {
        this.columns = columns;
        this.left = left;
        this.y = y;
        this.gapColumns = gapColumns;
    }

    void stroke(GraphicsContext g, Paint paint, double width) {
        g.setStroke(paint);
        g.setLineWidth(width);
        trace(g, Double.NaN);
    }

    void fill(GraphicsContext g, Paint paint, double bottom) {
        g.setFill(paint);
        trace(g, bottom);
    }

    /** Traces runs; with a bottom each is closed and filled, else stroked. */
    private void trace(GraphicsContext g, double bottom) {
        boolean fill = !Double.isNaN(bottom);
        int previous = -1;
        double start = 0;
        for (int x = 0; x < columns.width(); x++) {
            if (!columns.has(x)) {
                continue;
            }
            if (previous < 0 || x - previous > gapColumns) {
                if (previous >= 0) {
                    finish(g, fill, left + previous, start, bottom);
                }
                g.beginPath();
                g.moveTo(left + x, y.applyAsDouble(columns.last(x)));
                start = left + x;
            }
            if (columns.most(x) > columns.least(x)) {
                g.lineTo(left + x, y.applyAsDouble(columns.most(x)));
                g.lineTo(left + x, y.applyAsDouble(columns.least(x)));
            }
            g.lineTo(left + x, y.applyAsDouble(columns.last(x)));
            previous = x;
        }
        if (previous >= 0) {
            finish(g, fill, left + previous, start, bottom);
        }
    }

    private static void finish(
            GraphicsContext g, boolean fill, double endX, double startX, double bottom) {
        if (!fill) {
            g.stroke();
            return;
        }
        g.lineTo(endX, bottom);
        g.lineTo(startX, bottom);
        g.closePath();
        g.fill();
    }
}
