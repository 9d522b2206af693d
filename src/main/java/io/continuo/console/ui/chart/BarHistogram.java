package io.continuo.console.ui.chart;

import io.continuo.console.fx.Ui;

import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts by class: a bar each, its count above, its class below. */
public final class BarHistogram extends ChartCanvas {
    private final Ui ui;
    private final List<String> classes;
    private List<Integer> counts = List.of();

    public BarHistogram(Ui ui, List<String> classes) {
        this.ui = ui;
        this.classes = List.copyOf(classes);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(ui.px(34) * classes.size(), ui.px(56));
        setPrefHeight(ui.px(56));
    }

    public void show(List<Integer> newCounts) {
        if (newCounts.equals(counts)) {
            return;
        }
        counts = List.copyOf(newCounts);
        setAccessibleText(
                IntStream.range(0, classes.size())
                        .mapToObj(i -> classes.get(i) + ": " + ui.format().count(counts.get(i)))
                        .collect(Collectors.joining(", ")));
        redraw();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        if (counts.isEmpty()) {
            return;
        }
        int most = Math.max(1, counts.stream().mapToInt(Integer::intValue).max().orElse(1));
        double slot = width / classes.size();
        double bottom = Math.round(height - ui.px(16));
        double tallest = bottom - ui.px(14);
        g.setFont(font.get());
        g.setTextAlign(TextAlignment.CENTER);
        for (int i = 0; i < classes.size(); i++) {
            double middle = slot * i + slot / 2;
            double tall = counts.get(i) == 0 ? 0 : Math.max(2, tallest * counts.get(i) / most);
            double top = Math.round(bottom - tall);
            g.setFill(bars.get());
            g.fillRect(Math.round(slot * i + 2), top, Math.round(slot - 4), bottom - top);
            g.setFill(now.get());
            g.setTextBaseline(VPos.BOTTOM);
            g.fillText(ui.format().count(counts.get(i)), middle, top - 1);
            g.setFill(axis.get());
            g.setTextBaseline(VPos.TOP);
            g.fillText(classes.get(i), middle, bottom + 3);
        }
        g.setStroke(grid.get());
        g.setLineWidth(1);
        g.strokeLine(0, bottom + 0.5, width, bottom + 0.5);
    }
}
