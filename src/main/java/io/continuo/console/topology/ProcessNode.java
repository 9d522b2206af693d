package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.api.topology.ServerView;
import io.continuo.console.ui.StateShape;

import javafx.scene.control.Label;

import java.time.Duration;
import java.util.Optional;

/** A process server: state, CPU, and how full its cache is. */
final class ProcessNode extends BoxNode {
    private static final double SHAPE = 11;

    private final MapWords words;
    private final StateShape shape = new StateShape(Health.UNKNOWN, SHAPE);
    private final Label name = MapText.grows(MapText.title());
    private final Label line = MapText.line();
    private final MapGauge gauge = new MapGauge();
    private final Label cache = MapText.line();

    ProcessNode(MapWords words) {
        super("map-server");
        this.words = words;
        getChildren().addAll(MapText.across(7, shape, name), line, gauge, cache);
    }

    @Override
    void show(Thing thing) {
        Row row = ((Thing.Process) thing).row();
        ServerView server = row.process();
        shape.setHealth(server.health());
        name.setText(words.server(server));
        line.setText(words.processLine(server));
        Optional<Duration> fullIn = MapWords.fullIn(server, row.reaches());
        Health full = MapWords.fullState(fullIn);
        gauge.setVisible(server.cacheTotalBytes() > 0);
        gauge.show(MapWords.cacheShare(server), full);
        MapText.say(cache, words.cache(server, fullIn), full);
    }
}
