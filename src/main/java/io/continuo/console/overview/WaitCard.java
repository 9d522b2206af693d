package io.continuo.console.overview;

import io.continuo.api.job.JobView;
import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.nav.Navigator;
import io.continuo.console.nav.Targets;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.state.JobRow;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Icon;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.Words;
import io.continuo.console.ui.chart.Gauge;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What waits for a person; when nothing does, what goes on by itself. */
final class WaitCard {
    private static final double ROW = 61;

    private final Ui ui;
    private final ConsoleState state;
    private final Navigator navigator;
    private final Card card;
    private final VBox rows = new VBox();
    private List<String> shown = List.of();

    WaitCard(Ui ui, ConsoleState state, Navigator navigator) {
        this.ui = ui;
        this.state = state;
        this.navigator = navigator;
        card = Card.titled(ui.text("overview.wait.title"), rows);
    }

    Card card() {
        return card;
    }

    /**
     * @param room how many rows fit
     */
    void show(
            List<Waiting> waiting,
            List<JobRow> running,
            List<OverviewModel.NextPoint> next,
            int room) {
        card.caption(waiting.isEmpty() ? "" : ui.format().count(waiting.size()));
        List<Node> nodes = new ArrayList<>();
        List<String> words = new ArrayList<>();
        waiting.stream().limit(room).map(this::line).forEach(line -> add(line, nodes, words));
        if (waiting.isEmpty()) {
            nodes.add(nothing());
            words.add("nothing");
        }
        if (waiting.size() < room) {
            addRunning(running, room - waiting.size(), nodes, words);
        }
        int left = room - Math.max(1, waiting.size()) - running.size();
        if (left > 0 && !next.isEmpty()) {
            caption("overview.wait.next", nodes, words);
            next.stream().limit(left).forEach(each -> nodes.add(next(each, words)));
        }
        if (!words.equals(shown)) {
            shown = words;
            rows.getChildren().setAll(nodes);
        }
    }

    private void add(Line line, List<Node> nodes, List<String> words) {
        words.add(line.toString());
        nodes.add(node(line));
    }

    private record Line(Ikon ikon, String act, String detail, String button, String machine) {}

    private Line line(Waiting waiting) {
        return switch (waiting) {
            case Waiting.Replication stopped ->
                    new Line(
                            MaterialDesignS.SYNC_ALERT,
                            ui.text(
                                    "overview.wait.replication",
                                    "machine",
                                    stopped.machine().name(),
                                    "state",
                                    Words.of(ui, stopped.machine().view().dataState())),
                            stopped.machine().view().dataCause(),
                            ui.text("overview.wait.open"),
                            stopped.machine().name());
            case Waiting.Commit commit ->
                    new Line(
                            MaterialDesignS.SOURCE_COMMIT,
                            ui.text("overview.wait.commit", "machine", commit.machine().name()),
                            ui.text("overview.wait.commit.detail"),
                            ui.text("overview.wait.open"),
                            commit.machine().name());
            case Waiting.FailedJob failed -> job(failed.job().view());
            case Waiting.Drill drill -> {
                Instant now = state.serverNow();
                yield new Line(
                        MaterialDesignB.BROOM,
                        ui.text("overview.wait.drill", "machine", drill.machine().name()),
                        ui.text(
                                "overview.wait.drill.detail",
                                "started",
                                ui.format().relative(drill.drill().startedAt(), now),
                                "point",
                                ui.format().when(drill.drill().point().time(), now)),
                        ui.text("overview.wait.drill.act"),
                        drill.machine().name());
            }
        };
    }

    private Line job(JobView job) {
        return new Line(
                MaterialDesignA.ALERT_CIRCLE_OUTLINE,
                ui.text(
                        "overview.wait.job",
                        "job",
                        Words.of(ui, job.kind()),
                        "machine",
                        job.machine()),
                job.problem().map(problem -> problem.message()).orElse(""),
                ui.text("overview.wait.review"),
                job.machine());
    }

    private Node node(Line line) {
        var words = new VBox(2, Texts.name(line.act()));
        if (!line.detail().isEmpty()) {
            words.getChildren().add(Texts.caption(line.detail()));
        }
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        var row = Styles.add(new HBox(12, Icon.atPrompt(line.ikon()), words), "ct-row", "wait-row");
        row.setMinHeight(ui.px(ROW));
        row.setMaxHeight(ui.px(ROW));
        door(line, row);
        return row;
    }

    private void door(Line line, HBox row) {
        boolean drill = line.ikon() == MaterialDesignB.BROOM;
        boolean job = line.ikon() == MaterialDesignA.ALERT_CIRCLE_OUTLINE;
        String target = job ? Targets.JOBS : drill ? Targets.TEST_FAILOVER : Targets.MACHINE_DETAIL;
        if (!navigator.knows(target)) {
            return;
        }
        Button button =
                Buttons.compact(
                        line.button(), () -> navigator.go(target, Targets.MACHINE, line.machine()));
        button.setAccessibleText(line.button() + ", " + line.act());
        row.getChildren().add(button);
    }

    private Node nothing() {
        var row =
                Styles.add(
                        new HBox(
                                10,
                                new StateShape(Health.HEALTHY, ui.px(12)),
                                Texts.name(ui.text("overview.wait.nothing"))),
                        "ct-row",
                        "wait-row");
        row.setMinHeight(ui.px(50));
        return row;
    }

    private void addRunning(List<JobRow> running, int room, List<Node> nodes, List<String> words) {
        if (running.isEmpty()) {
            return;
        }
        caption("overview.wait.byItself", nodes, words);
        for (JobRow job : running.stream().limit(room).toList()) {
            nodes.add(running(job.view(), words));
        }
    }

    private void caption(String key, List<Node> nodes, List<String> words) {
        words.add(key);
        var caption = Styles.add(new HBox(Texts.caption(ui.text(key))), "ct-row");
        caption.setPadding(new Insets(10, 16, 2, 16));
        nodes.add(caption);
    }

    private Node next(OverviewModel.NextPoint next, List<String> words) {
        String time = ui.format().clock(next.time());
        String detail =
                ui.text(
                        "overview.wait.next.detail",
                        "interval",
                        ui.format().set(Duration.ofSeconds(next.policy().crashPointSeconds())),
                        "count",
                        next.machines(),
                        "policy",
                        next.policy().name());
        words.add(time + detail);
        Label clock = Texts.muted(time);
        clock.setMinWidth(ui.px(68));
        var row =
                new HBox(
                        clock,
                        new VBox(
                                Texts.body(ui.text("overview.wait.next.point")),
                                Texts.caption(detail)));
        row.setPadding(new Insets(4, 16, 6, 16));
        return row;
    }

    private Node running(JobView job, List<String> words) {
        String name =
                ui.text(
                        "overview.wait.running",
                        "job",
                        Words.of(ui, job.kind()),
                        "machine",
                        job.machine());
        var box = new VBox(4, Texts.body(name));
        box.setPadding(new Insets(4, 16, 8, 16));
        var key = new StringBuilder(job.id());
        job.steps().stream()
                .flatMap(step -> step.progress().stream())
                .filter(progress -> progress.totalBytes() > 0)
                .reduce((first, second) -> second)
                .ifPresent(progress -> {
                    var gauge = new Gauge(ui).progress();
                    String done = ui.format().percent(progress.fraction()).toString();
                    gauge.show(progress.fraction(), done);
                    box.getChildren().addAll(gauge, Texts.caption(left(progress, done)));
                    key.append(done);
                });
        words.add(key.toString());
        return box;
    }

    private String left(io.continuo.api.machine.Progress progress, String done) {
        if (progress.bytesPerSecond() <= 0) {
            return done;
        }
        long seconds = (progress.totalBytes() - progress.doneBytes()) / progress.bytesPerSecond();
        return ui.text(
                "overview.wait.left",
                "done",
                done,
                "rate",
                ui.format().rate(progress.bytesPerSecond()),
                "left",
                ui.format().rough(Duration.ofSeconds(seconds)));
    }
}
