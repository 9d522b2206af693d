package io.continuo.console.overview;

import io.continuo.api.machine.Health;
import io.continuo.api.machine.Hop;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Quantity;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.Words;

import java.time.Duration;
import java.util.List;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** The hops of a write as beads on a line, with the time changes wait in each; the slowest filled. */
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
                            .map(
                                    hop ->
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
            bead.name().setText(Words.of(ui, hop.kind()));
            bead.time().show(ui.format().fine(Duration.ofMillis((long) (hop.seconds() * 1000))));
            Styles.toggle(bead.time(), "plain", !slow);
            bead.time().state(slow ? health : Health.HEALTHY);
            Styles.toggle(bead.disc(), "slowest", slow);
            Styles.state(bead.disc(), slow ? health : Health.HEALTHY);
        }
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double slot = getWidth() / Math.max(1, beads.size());
        line.resizeRelocate(LINE_Y, LINE_Y, Math.max(0, slot * (beads.size() - 1)), 1);
        for (int i = 0; i < beads.size(); i++) {
            Bead bead = beads.get(i);
            double x = snapPositionX(slot * i);
            double size = bead.disc().getStyleClass().contains("slowest") ? LARGE : SMALL;
            bead.disc()
                    .resizeRelocate(x + LINE_Y - size / 2, LINE_Y + 0.5 - size / 2, size, size);
            double width = slot - 4;
            bead.name().resizeRelocate(x, ui.px(16), width, ui.px(16));
            bead.time().resizeRelocate(x, ui.px(32), width, ui.px(18));
        }
    }
}
