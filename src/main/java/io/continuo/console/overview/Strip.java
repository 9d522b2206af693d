package io.continuo.console.overview;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.ui.Doors;
import io.continuo.console.ui.Quantity;
import io.continuo.console.ui.StatusBadge;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.chart.BarHistogram;
import io.continuo.console.ui.chart.Sparkline;
import io.continuo.console.ui.chart.StateBar;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The foot of the Overview: machines by state, RPO by class, what is written. */
final class Strip {
    private final Ui ui;
    private final ConsoleState state;
    private final Consumer<Health> open;
    private final Label machines = Texts.of("", Styles.BODY, Styles.STRONG, Styles.NAME);
    private final Label disks = Texts.whole(Texts.caption(""));
    private final StateBar bar;
    private final HBox counts = new HBox();
    private final BarHistogram histogram;
    private final Quantity written = new Quantity(Quantity.Size.MID);
    private final Label waiting = Texts.caption("");
    private final Sparkline rate;
    private final HBox root;
    private Map<Health, Integer> shown = Map.of();

    Strip(Ui ui, ConsoleState state, Consumer<Health> open) {
        this.ui = ui;
        this.state = state;
        this.open = open;
        bar = new StateBar(ui);
        histogram = new BarHistogram(ui, classes(ui));
        rate = new Sparkline(ui);
        root =
                Styles.add(
                        new HBox(
                                part(states()),
                                Texts.verticalHairline(),
                                part(rpo()),
                                Texts.verticalHairline(),
                                part(churn())),
                        "ct-card");
        root.setMinHeight(ui.px(88));
    }

    Node root() {
        return root;
    }

    void show(OverviewModel model) {
        int count = state.machines().size();
        machines.setText(ui.text("overview.strip.machines", "count", count));
        disks.setText(
                ui.text(
                        "overview.strip.disks",
                        "count",
                        model.disks(),
                        "size",
                        ui.format().bytes(model.bytes())));
        Map<Health, Integer> now = state.machinesByHealth();
        if (!now.equals(shown)) {
            shown = now;
            bar.show(now);
            List<Node> badges = new ArrayList<>();
            for (Health health :
                    List.of(Health.CRITICAL, Health.WARNING, Health.UNKNOWN, Health.HEALTHY)) {
                int of = now.getOrDefault(health, 0);
                if (of > 0) {
                    if (!badges.isEmpty()) {
                        badges.add(Texts.spacer());
                    }
                    badges.add(door(health, of));
                }
            }
            counts.getChildren().setAll(badges);
        }
        histogram.show(model.rpoClasses());
        written.show(ui.format().rate(model.churnBytesPerSecond()));
        waiting.setText(
                model.waitingBytes() == 0
                        ? ui.text("overview.strip.nothingWaits")
                        : ui.text(
                                "overview.strip.waits",
                                "bytes",
                                ui.format().bytes(model.waitingBytes())));
        rate.setSpan(state.trendSpan());
        rate.show(state.series().churn(), Double.NaN, Health.HEALTHY);
    }

    private Node door(Health health, int count) {
        var badge = StatusBadge.counted(ui, health, count);
        return Doors.open(badge, badge.getAccessibleText(), () -> open.accept(health));
    }

    private VBox states() {
        var line = new HBox(machines, Texts.spacer(), disks);
        line.setAlignment(Pos.BASELINE_LEFT);
        VBox.setMargin(bar, new Insets(8, 0, 8, 0));
        return new VBox(line, bar, counts);
    }

    private HBox rpo() {
        var words =
                new VBox(
                        Texts.of(
                                ui.text("overview.strip.rpo"),
                                Styles.BODY,
                                Styles.STRONG,
                                Styles.NAME),
                        Texts.wrapped(Texts.caption(ui.text("overview.strip.byDelay"))));
        words.setMinWidth(ui.px(76));
        words.setPrefWidth(ui.px(76));
        HBox.setHgrow(histogram, Priority.ALWAYS);
        HBox.setMargin(histogram, new Insets(-4, 0, 0, 0));
        return new HBox(16, words, histogram);
    }

    private HBox churn() {
        var words =
                new VBox(
                        2,
                        Texts.of(
                                ui.text("overview.strip.written"),
                                Styles.BODY,
                                Styles.STRONG,
                                Styles.NAME),
                        written,
                        waiting);
        words.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(rate, Priority.ALWAYS);
        rate.setMinHeight(ui.px(40));
        rate.setPrefHeight(ui.px(56));
        return new HBox(16, words, rate);
    }

    private static HBox part(javafx.scene.layout.Pane content) {
        HBox.setHgrow(content, Priority.ALWAYS);
        var part = new HBox(content);
        part.setPadding(new Insets(13, 16, 13, 16));
        part.setPrefWidth(1);
        part.setMinWidth(0);
        HBox.setHgrow(part, Priority.ALWAYS);
        return part;
    }

    private static List<String> classes(Ui ui) {
        List<String> spans =
                OverviewModel.RPO_CLASSES.stream()
                        .map(limit -> ui.format().set(limit).toString())
                        .toList();
        return Stream.of(
                        Stream.of(ui.text("overview.strip.upTo", "span", spans.getFirst())),
                        spans.stream().skip(1),
                        Stream.of(ui.text("overview.strip.over")))
                .flatMap(each -> each)
                .toList();
    }
}
