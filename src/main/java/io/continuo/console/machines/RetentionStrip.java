package io.continuo.console.machines;

import io.continuo.console.ui.chart.ChartCanvas;

import javafx.scene.canvas.GraphicsContext;

import java.util.List;

/**
 * One window of a history as cells, a cell for each promised point: filled where there is one,
 * hatched where there is none, empty where the machine was not protected yet.
 */
final class RetentionStrip extends ChartCanvas {
    /** Cells narrower than this are drawn without a gap between them. */
    private static final double GAPS_FROM = 4;

    private List<RetentionPicture.Stretch> stretches = List.of();

    RetentionStrip(double height) {
        getStyleClass().add("retention-strip");
        setMinHeight(height);
        setPrefHeight(height);
        setMaxHeight(height);
        setMinWidth(0);
    }

    void show(List<RetentionPicture.Stretch> oldestFirst) {
        if (!oldestFirst.equals(stretches)) {
            stretches = List.copyOf(oldestFirst);
            redraw();
        }
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        g.setFill(strip.get());
        g.fillRect(0, 0, width, height);
        if (stretches.isEmpty()) {
            return;
        }
        double each = width / stretches.size();
        for (int i = 0; i < stretches.size(); i++) {
            double x = Math.round(i * each);
            double wide = Math.max(1, Math.round((i + 1) * each) - x - (each >= GAPS_FROM ? 1 : 0));
            switch (stretches.get(i)) {
                case HELD -> {
                    g.setFill(bars.get());
                    g.fillRect(x, 0, wide, height);
                }
                case MISSING -> {
                    g.setFill(over.get());
                    g.fillRect(x, height - 3, wide, 3);
                }
                case BEFORE -> {}
            }
        }
    }
}
