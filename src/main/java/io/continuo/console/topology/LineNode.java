package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.api.topology.LinkView;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.Styles;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/**
 * The line between the sites: while all is well only words above and below it, else a card with
 * what gets through.
 */
final class LineNode extends BoxNode {
    private static final double SHAPE = 11;

    private final MapWords words;
    private final StateShape shape = new StateShape(Health.UNKNOWN, SHAPE);
    private final Label name = MapText.title();
    private final HBox head = MapText.across(7, shape, name);
    private final Region gap = new Region();
    private final Label rate = MapText.line();
    private final Label latency = MapText.line();
    private final Label backlog = MapText.line();

    LineNode(MapWords words) {
        super("map-line-box");
        this.words = words;
        rate.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(head, gap, rate, latency, backlog);
    }

    @Override
    void show(Thing thing) {
        LinkView link = ((Thing.Line) thing).reach().line();
        boolean quiet = link.health() == Health.HEALTHY;
        Styles.toggle(this, "quiet", quiet);
        setAlignment(quiet ? Pos.CENTER : Pos.TOP_LEFT);
        head.setAlignment(quiet ? Pos.CENTER : Pos.CENTER_LEFT);
        shape.setHealth(link.health());
        name.setText(words.title(thing));
        gap.setMinHeight(quiet ? 10 : 0);
        MapText.say(rate, quiet ? words.rateAndLatency(link) : words.lineRate(link), link.health());
        Styles.toggle(rate, "map-name", !quiet);
        latency.setText(words.latency(link));
        backlog.setText(words.backlog(link));
        for (Label label : new Label[] {latency, backlog}) {
            label.setVisible(!quiet);
            label.setManaged(!quiet);
        }
        latency.setVisible(!quiet && link.latencySeconds().isPresent());
        latency.setManaged(latency.isVisible());
    }
}
