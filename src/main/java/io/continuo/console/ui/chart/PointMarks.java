package io.continuo.console.ui.chart;

import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * The shapes of recovery points: tick crash, diamond app, square multi-VM, both, pennant marked.
 */
final class PointMarks {
    private final Color tick;
    private final Color solid;
    private final Color surface;
    private final double unit;

    /**
     * @param tick colour of crash-consistent points
     * @param solid colour of the other shapes
     * @param surface what shines through them
     * @param unit a pixel at the text scale
     */
    PointMarks(Color tick, Color solid, Color surface, double unit) {
        this.tick = tick;
        this.solid = solid;
        this.surface = surface;
        this.unit = unit;
    }

    /**
     * @param size 1 in the close strip, smaller in the whole one
     */
    void draw(GraphicsContext g, PointView point, double x, double y, double size) {
        double u = unit * size;
        boolean app = point.kind() == PointKind.APP;
        if (point.multiVm() && app) {
            g.setFill(solid);
            g.fillRect(Math.round(x - 6 * u), Math.round(y - 6 * u), 12 * u, 12 * u);
            g.setFill(surface);
            diamond(g, Math.round(x), Math.round(y), 4 * u);
        } else if (point.multiVm()) {
            g.setFill(surface);
            g.setStroke(solid);
            g.setLineWidth(1.5);
            double left = Math.round(x - 5 * u) + 0.25;
            double top = Math.round(y - 5 * u) + 0.25;
            g.fillRect(left, top, 10 * u - 0.5, 10 * u - 0.5);
            g.strokeRect(left, top, 10 * u - 0.5, 10 * u - 0.5);
        } else if (app) {
            g.setFill(solid);
            diamond(g, x, y, 6.5 * u);
        } else if (point.kind() == PointKind.MARK) {
            pennant(g, Math.round(x), y, u);
        } else {
            g.setFill(tick);
            g.fillRect(Math.round(x - u), Math.round(y - 7 * u), Math.max(1, 2 * u), 14 * u);
        }
    }

    private void pennant(GraphicsContext g, double x, double y, double u) {
        g.setFill(solid);
        g.fillRect(x - u, Math.round(y - 8 * u), Math.max(1, 2 * u), 16 * u);
        g.fillPolygon(
                new double[] {x + u, x + 9 * u, x + u}, new double[] {y - 8 * u, y - 4 * u, y}, 3);
    }

    private static void diamond(GraphicsContext g, double x, double y, double r) {
        g.fillPolygon(new double[] {x, x + r, x, x - r}, new double[] {y - r, y, y + r, y}, 4);
    }
}
