package io.continuo.console.ui.chart;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.States;
import io.continuo.console.ui.Styles;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many are in each state, worst first, as shares of a bar; a state that occurs is at least 8
 * wide. The counts stand beside it as words.
 */
public final class StateBar extends Region {
    private static final double GAP = 2;
    private static final double LEAST = 8;
    private static final Health[] WORST_FIRST = {
        Health.CRITICAL, Health.WARNING, Health.UNKNOWN, Health.HEALTHY
    };

    private final Ui ui;
    private final Region track = Styles.add(new Region(), "bar-track");
    private final Map<Health, Region> segments = new EnumMap<>(Health.class);
    private final Map<Health, Integer> counts = new EnumMap<>(Health.class);

    public StateBar(Ui ui) {
        this.ui = ui;
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().add(track);
        for (Health health : WORST_FIRST) {
            Region segment = Styles.add(new Region(), "bar-fill");
            Styles.state(segment, health);
            segments.put(health, segment);
            getChildren().add(segment);
        }
        setMinSize(80, ui.px(8));
        setPrefHeight(ui.px(8));
        setMaxHeight(ui.px(8));
        setMaxWidth(Double.MAX_VALUE);
    }

    public void show(Map<Health, Integer> newCounts) {
        counts.clear();
        counts.putAll(newCounts);
        setAccessibleText(
                counts.entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(entry -> States.counted(ui, entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", ")));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        track.resizeRelocate(0, 0, width, height);
        long present = counts.values().stream().filter(count -> count > 0).count();
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        double room = width - GAP * Math.max(0, present - 1);
        double shared = room - LEAST * present;
        double x = 0;
        for (Health health : WORST_FIRST) {
            int count = counts.getOrDefault(health, 0);
            Region segment = segments.get(health);
            segment.setVisible(count > 0);
            if (count == 0) {
                continue;
            }
            double share = LEAST + Math.max(0, shared) * count / total;
            segment.resizeRelocate(x, 0, share, height);
            x += share + GAP;
        }
    }
}
