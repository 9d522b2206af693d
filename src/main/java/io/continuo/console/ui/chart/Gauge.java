package io.continuo.console.ui.chart;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Styles;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/**
 * A part of a whole as a bar 8 high, with an optional mark across it, such as where throttling
 * starts.
 */
public final class Gauge extends Region {
    private final Region track = Styles.add(new Region(), "bar-track");
    private final Region fill = Styles.add(new Region(), "bar-fill");
    private final Region mark = Styles.add(new Region(), "bar-limit");
    private final double barHeight;
    private double share;
    private double markAt = Double.NaN;

    public Gauge(Ui ui) {
        this(ui, 8);
    }

    /** 6 high, inside nodes and rows. */
    public static Gauge slim(Ui ui) {
        return new Gauge(ui, 6);
    }

    private Gauge(Ui ui, double height) {
        setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
        barHeight = ui.px(height);
        getChildren().addAll(track, fill, mark);
        mark.setVisible(false);
        setMinSize(40, barHeight);
        setPrefHeight(barHeight);
        setMaxHeight(barHeight);
        setMaxWidth(Double.MAX_VALUE);
    }

    /**
     * @param newShare 0 to 1
     * @param words the same in words, for screen readers
     */
    public void show(double newShare, String words) {
        share = Math.clamp(newShare, 0, 1);
        setAccessibleText(words);
        requestLayout();
    }

    /** Colours the filled part by a state; healthy is no colour. */
    public void state(Health health) {
        Styles.state(fill, health);
        Styles.toggle(fill, "state-healthy", false);
        Styles.toggle(fill, "state-unknown", false);
    }

    /** Fills with the accent: progress, not a measure. */
    public Gauge progress() {
        fill.getStyleClass().add("accent");
        return this;
    }

    /** Draws a line across the bar at this share. */
    public void mark(double at) {
        markAt = at;
        mark.setVisible(true);
        setMinHeight(barHeight * 2);
        setPrefHeight(barHeight * 2);
        setMaxHeight(barHeight * 2);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double y = snapPositionY((getHeight() - barHeight) / 2);
        track.resizeRelocate(0, y, getWidth(), barHeight);
        double filled = share == 0 ? 0 : Math.max(4, getWidth() * share);
        fill.resizeRelocate(0, y, filled, barHeight);
        fill.setVisible(filled > 0);
        if (mark.isVisible()) {
            mark.resizeRelocate(snapPositionX(getWidth() * markAt), 0, 1, getHeight());
        }
    }
}
