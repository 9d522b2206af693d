package io.continuo.console.ui.chart;

import io.continuo.api.machine.PointView;
import io.continuo.console.fx.Ui;

import javafx.scene.canvas.GraphicsContext;

/** The shape of one kind of recovery point, for a legend or a list. */
public final class PointGlyph extends ChartCanvas {
    private final Ui ui;
    private final PointView point;

    public PointGlyph(Ui ui, PointView point) {
        this.ui = ui;
        this.point = point;
        double size = ui.px(18);
        setMinSize(size, size);
        setPrefSize(size, size);
        setMaxSize(size, size);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        new PointMarks(line.get(), now.get(), surface.get(), ui.px(10) / 10.0)
                .draw(g, point, width / 2, height / 2, 1);
    }
}
