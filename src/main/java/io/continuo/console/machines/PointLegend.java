package io.continuo.console.machines;

import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.Words;
import io.continuo.console.ui.chart.PointGlyph;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The shapes of the kinds of points that occur, with their words. */
final class PointLegend extends HBox {
    private final Ui ui;
    private Set<PointView> shown = Set.of();

    PointLegend(Ui ui) {
        super(14);
        this.ui = ui;
        setAlignment(Pos.CENTER_RIGHT);
    }

    void show(Collection<PointView> points) {
        Set<PointView> kinds = new LinkedHashSet<>();
        for (PointView each : order()) {
            if (points.stream().anyMatch(point -> alike(point, each))) {
                kinds.add(each);
            }
        }
        if (kinds.equals(shown)) {
            return;
        }
        shown = kinds;
        getChildren().clear();
        for (PointView kind : kinds) {
            var item = new HBox(6, new PointGlyph(ui, kind), Texts.caption(word(kind)));
            item.setAlignment(Pos.CENTER_LEFT);
            getChildren().add(item);
        }
    }

    private String word(PointView kind) {
        return kind.multiVm() && kind.kind() == PointKind.APP
                ? ui.text("point.both")
                : Words.of(ui, kind);
    }

    private static List<PointView> order() {
        return List.of(
                kind(PointKind.CRASH, false),
                kind(PointKind.MARK, false),
                kind(PointKind.APP, false),
                kind(PointKind.CRASH, true),
                kind(PointKind.APP, true));
    }

    private static boolean alike(PointView one, PointView other) {
        return one.multiVm() == other.multiVm()
                && (one.kind() == other.kind()
                        || one.multiVm()
                                && (one.kind() == PointKind.APP)
                                        == (other.kind() == PointKind.APP));
    }

    private static PointView kind(PointKind kind, boolean multiVm) {
        return new PointView("", Instant.EPOCH, kind, "", multiVm);
    }
}
