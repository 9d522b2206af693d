package io.continuo.console.overview;

import io.continuo.api.machine.Health;
import io.continuo.api.machine.Hop;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Quantity;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The hops of a write as beads on a line, with the time changes wait in each; the slowest filled.
 */
final class HopStrip extends Region {
    private static final double LINE_Y = 5;
    private static final double SMALL = 7;
    private static final double LARGE = 10;

    private final Ui ui;
    private final Region line = Styles.add(new Region(), "hop-line");
    private List<Bead> beads = List.of();

    HopStrip(Ui ui) {
        this.ui = ui;
        setMinHeight(ui.px(52));
        setPrefHeight(ui.px(52));
        setMaxHeight(ui.px(52));
    }

    private record Bead(Region disc, Label name, Quantity time) {}

    void show(List<Hop> hops, Hop slowest, Health health) {
        if (beads.size() != hops.size()) {
            beads =
                    hops.stream()
                            .map(hop ->
                                    new Bead(
                                            Styles.add(new Region(), "hop-bead"),
                                            Texts.caption(""),
                                            new Quantity(Quantity.Size.SMALL)))
                            .toList();
            getChildren().setAll(line);
            beads.forEach(bead -> getChildren().addAll(bead.disc(), bead.name(), bead.time()));
        }
        for (int i = 0; i < hops.size(); i++) {
            Hop hop = hops.get(i);
            Bead bead = beads.get(i);
            boolean slow = hop.equals(slowest);
            bead.name().setText(name(hop));
            bead.time().show(ui.format().fine(Duration.ofMillis((long) (hop.seconds() * 1000))));
            Styles.toggle(bead.time(), "plain", !slow);
            bead.time().state(slow ? health : Health.HEALTHY);
            Styles.toggle(bead.disc(), "slowest", slow);
            Styles.state(bead.disc(), slow ? health : Health.HEALTHY);
        }
        requestLayout();
    }

    private String name(Hop hop) {
        return ui.text(
                switch (hop.kind()) {
                    case CAPTURE -> "overview.hop.capture";
                    case CHANGE_LOG -> "overview.hop.changeLog";
                    case PROCESS_SERVER -> "overview.hop.cache";
                    case LINK -> "overview.hop.link";
                    case JOURNAL -> "overview.hop.journal";
                });
    }

    @Override
    protected void layoutChildren() {
        double[] widths =
                beads.stream()
                        .mapToDouble(bead ->
                                Math.max(bead.name().prefWidth(-1), bead.time().prefWidth(-1)))
                        .toArray();
        double spare = getWidth() - Arrays.stream(widths).sum();
        double gap = Math.max(4, spare / Math.max(1, beads.size() - 1));
        double x = 0;
        double lastX = 0;
        for (int i = 0; i < beads.size(); i++) {
            Bead bead = beads.get(i);
            double left = snapPositionX(x);
            double size = bead.disc().getStyleClass().contains("slowest") ? LARGE : SMALL;
            bead.disc()
                    .resizeRelocate(left + LINE_Y - size / 2, LINE_Y + 0.5 - size / 2, size, size);
            bead.name().resizeRelocate(left, ui.px(16), widths[i] + 1, ui.px(16));
            bead.time().resizeRelocate(left, ui.px(32), widths[i] + 1, ui.px(18));
            lastX = left;
            x += widths[i] + gap;
        }
        line.resizeRelocate(LINE_Y, LINE_Y, lastX, 1);
    }
}
