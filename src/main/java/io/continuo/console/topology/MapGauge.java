package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.console.ui.Styles;

import javafx.scene.layout.Region;

/** How full a cache is, 6 high, with the line from which on it throttles. */
final class MapGauge extends Region {
    private static final double BAR = 6;
    private static final double HEIGHT = 12;

    private final Region track = Styles.add(new Region(), "bar-track");
    private final Region fill = Styles.add(new Region(), "bar-fill");
    private final Region mark = Styles.add(new Region(), "bar-limit");
    private double share;

    MapGauge() {
        getChildren().addAll(track, fill, mark);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
    }

    void show(double newShare, Health health) {
        share = Math.clamp(newShare, 0, 1);
        Styles.state(fill, health);
        Styles.toggle(fill, "state-healthy", false);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double top = (HEIGHT - BAR) / 2;
        track.resizeRelocate(0, top, getWidth(), BAR);
        fill.setVisible(share > 0);
        fill.resizeRelocate(0, top, Math.max(3, Math.round(getWidth() * share)), BAR);
        mark.resizeRelocate(Math.round(getWidth() * MapWords.THROTTLES_AT), 0, 1, HEIGHT);
    }
}
