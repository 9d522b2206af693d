package io.continuo.console.machines;

import io.continuo.api.machine.Health;
import io.continuo.api.machine.HopKind;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Icon;

import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The hops of a write with the time each takes; the slowest is wider, and tinted while the RPO is
 * over its limit. Left and Right walk.
 */
final class HopPipeline extends Region {
    private static final double SLOWEST_WEIGHT = 1.5;
    private static final double ARROW = 24;

    private final Ui ui;
    private final Map<HopKind, HopTile> tiles = new EnumMap<>(HopKind.class);
    private final List<HopTile> shown = new ArrayList<>();
    private final List<Node> arrows = new ArrayList<>();
    private HopKind slowest;

    HopPipeline(Ui ui) {
        this.ui = ui;
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT) {
                walk(event.getCode() == KeyCode.LEFT ? -1 : 1);
                event.consume();
            }
        });
    }

    /**
     * @param hops in the order a write passes them
     * @param slowestHop the one that stands out
     * @param rpo how the RPO stands to its limit
     */
    void show(List<HopLine> hops, HopKind slowestHop, Health rpo) {
        slowest = slowestHop;
        List<HopTile> wanted =
                hops.stream()
                        .map(hop -> tiles.computeIfAbsent(hop.kind(), kind -> new HopTile(ui)))
                        .toList();
        if (!wanted.equals(shown)) {
            shown.clear();
            shown.addAll(wanted);
            arrows.clear();
            for (int i = 1; i < wanted.size(); i++) {
                arrows.add(Icon.inButton(MaterialDesignC.CHEVRON_RIGHT));
            }
            getChildren().setAll(shown);
            getChildren().addAll(arrows);
        }
        for (int i = 0; i < hops.size(); i++) {
            boolean stands = hops.get(i).kind() == slowest;
            shown.get(i).show(hops.get(i), stands, stands ? rpo : Health.HEALTHY);
        }
        requestLayout();
    }

    private void walk(int by) {
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).isFocused()) {
                shown.get(Math.clamp(i + (long) by, 0, shown.size() - 1)).requestFocus();
                return;
            }
        }
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        return shown.stream().mapToDouble(tile -> tile.prefHeight(-1)).max().orElse(ui.px(86));
    }

    @Override
    protected void layoutChildren() {
        double weights =
                tiles.entrySet().stream()
                        .filter(entry -> shown.contains(entry.getValue()))
                        .mapToDouble(entry -> weight(entry.getKey()))
                        .sum();
        double room = getWidth() - ARROW * arrows.size();
        double x = 0;
        for (int i = 0; i < shown.size(); i++) {
            HopTile tile = shown.get(i);
            double wide = room * weight(tile.kind()) / weights;
            tile.resizeRelocate(
                    snapPositionX(x), 0, snapPositionX(x + wide) - snapPositionX(x), getHeight());
            x += wide;
            if (i < arrows.size()) {
                layoutInArea(arrows.get(i), x, 0, ARROW, getHeight(), 0, HPos.CENTER, VPos.CENTER);
                x += ARROW;
            }
        }
    }

    private double weight(HopKind kind) {
        return kind == slowest ? SLOWEST_WEIGHT : 1;
    }
}
