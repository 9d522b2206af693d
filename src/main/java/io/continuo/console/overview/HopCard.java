package io.continuo.console.overview;

import io.continuo.api.machine.Health;
import io.continuo.api.machine.Hop;
import io.continuo.api.topology.ServerRole;
import io.continuo.api.topology.ServerView;
import io.continuo.console.fx.Measure;
import io.continuo.console.fx.Ui;
import io.continuo.console.state.CacheForecast;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Quantity;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.Words;
import io.continuo.console.ui.chart.Gauge;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** The hop in which changes wait longest, and the time until a process server's cache is full. */
final class HopCard {
    private final Ui ui;
    private final ConsoleState state;
    private final Card card;
    private final Quantity time = new Quantity(Quantity.Size.BIG);
    private final Label timeWords = Texts.caption("");
    private final Quantity cache = new Quantity(Quantity.Size.BIG);
    private final Label cacheWords = Texts.caption("");
    private final Gauge gauge;
    private final Label used = Texts.caption("");
    private final Label throttles = Texts.whole(Texts.caption(""));
    private final VBox gaugeBox;
    private final HopStrip strip;
    private final VBox body;
    private final Label none;

    HopCard(Ui ui, ConsoleState state, Runnable open) {
        this.ui = ui;
        this.state = state;
        gauge = new Gauge(ui);
        gauge.mark(CacheForecast.THROTTLE_SHARE);
        gaugeBox = new VBox(2, gauge, new HBox(used, Texts.spacer(), throttles));
        strip = new HopStrip(ui);
        none = Texts.muted(ui.text("overview.hop.none"));
        var left = new VBox(time, timeWords);
        var right = new VBox(cache, cacheWords);
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        for (VBox box : new VBox[] {left, right}) {
            box.setPrefWidth(1);
            box.setMinWidth(0);
        }
        body =
                Styles.add(
                        new VBox(
                                new HBox(24, left, right),
                                Texts.verticalSpacer(),
                                gaugeBox,
                                Texts.verticalSpacer(),
                                strip),
                        "hop-body");
        VBox.setVgrow(body, Priority.ALWAYS);
        card =
                Card.titled(ui.text("overview.hop.title"), Texts.hairline(), body)
                        .trailing(Buttons.link(ui.text("overview.hop.open"), open));
    }

    Card card() {
        return card;
    }

    void show(Optional<OverviewModel.SlowHop> slowest) {
        slowest.ifPresentOrElse(this::show, () -> body.getChildren().setAll(none));
    }

    private void show(OverviewModel.SlowHop slow) {
        Hop hop = slow.hop();
        Health health = slow.machine().health();
        card.caption(
                ui.text(
                        "overview.hop.caption",
                        "machine",
                        slow.machine().name(),
                        "hop",
                        Words.of(ui, hop.kind())));
        time.show(ui.format().fine(millis(hop.seconds())));
        time.state(slow.machine().rpoShareProperty().get() > 1 ? health : Health.HEALTHY);
        timeWords.setText(
                slow.machine()
                        .view()
                        .rpoSeconds()
                        .map(rpo ->
                                ui.text(
                                        "overview.hop.ofRpo",
                                        "rpo",
                                        rpo < 60
                                                ? ui.format().fine(millis(rpo))
                                                : ui.format().span(millis(rpo))))
                        .orElseGet(() -> ui.text("overview.hop.waits")));
        strip.show(
                slow.machine().view().hops(),
                hop,
                slow.machine().rpoShareProperty().get() > 1 ? health : Health.HEALTHY);
        fullest().ifPresentOrElse(this::showCache, this::hideCache);
    }

    /** The process server whose cache is fullest. */
    private Optional<ServerView> fullest() {
        return state.topology().get().stream()
                .flatMap(topology -> topology.servers().stream())
                .filter(server -> server.role() == ServerRole.PROCESS_SERVER)
                .filter(server -> server.cacheTotalBytes() > 0)
                .max(
                        Comparator.comparingDouble(server ->
                                (double) server.cacheUsedBytes() / server.cacheTotalBytes()));
    }

    private void showCache(ServerView server) {
        gaugeBox.setVisible(true);
        Instant now = ui.clock().instant();
        var forecast = CacheForecast.of(server, state.series().cache(server.id()), now);
        String usedOf =
                ui.text(
                        "overview.hop.used",
                        "server",
                        server.name(),
                        "used",
                        ui.format().bytes(server.cacheUsedBytes()),
                        "total",
                        ui.format().bytes(server.cacheTotalBytes()));
        used.setText(usedOf);
        gauge.show((double) server.cacheUsedBytes() / server.cacheTotalBytes(), usedOf);
        gauge.state(forecast.health());
        throttles.setText(
                ui.text(
                        "overview.hop.throttles",
                        "at",
                        ui.format()
                                .bytes(
                                        (long)
                                                (server.cacheTotalBytes()
                                                        * CacheForecast.THROTTLE_SHARE))));
        cache.state(forecast.health());
        forecast.full()
                .ifPresentOrElse(
                        full -> {
                            cache.show(ui.format().rough(full));
                            cacheWords.setText(
                                    ui.text(
                                            "overview.hop.full",
                                            "time",
                                            ui.format().when(now.plus(full), now)));
                        },
                        () -> {
                            cache.show(Measure.of(ui.text("overview.hop.never"), ""));
                            cacheWords.setText(ui.text("overview.hop.neverFull"));
                        });
    }

    private void hideCache() {
        gaugeBox.setVisible(false);
        cache.show(
                ui.format()
                        .bytes(
                                state.machines().stream()
                                        .mapToLong(row -> row.waitingProperty().get())
                                        .sum()));
        cacheWords.setText(ui.text("overview.hop.waitingBytes"));
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
