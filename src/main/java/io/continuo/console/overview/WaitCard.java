package io.continuo.console.overview;

import io.continuo.api.job.JobView;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.ResyncView;
import io.continuo.console.fx.Ui;
import io.continuo.console.nav.Navigator;
import io.continuo.console.nav.Targets;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.state.JobRow;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Children;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.Words;
import io.continuo.console.ui.chart.Gauge;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What waits for a person; when nothing does, what goes on by itself. */
final class WaitCard {
    private final Ui ui;
    private final ConsoleState state;
    private final Navigator navigator;
    private final Card card;
    private final VBox rows = new VBox();
    private final Map<WaitRow.About, WaitRow> kept = new HashMap<>();
    private List<String> shown = List.of();
    private List<Node> quiet = List.of();

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
            quiet = nodes;
        }
        List<Line> lines = waiting.stream().limit(room).map(this::line).toList();
        kept.keySet().retainAll(lines.stream().map(Line::about).toList());
        List<Node> all = new ArrayList<>(lines.stream().map(line -> row(line).region()).toList());
        all.addAll(quiet);
        Children.show(rows, all);
    }

    private record Line(
            Ikon ikon, String act, String detail, String button, String machine, String subject) {
        private WaitRow.About about() {
            return new WaitRow.About(ikon, button, subject);
        }
    }

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
                            cause(stopped.machine().view()),
                            ui.text("overview.wait.open"),
                            stopped.machine().name(),
                            stopped.machine().id());
            case Waiting.Commit commit ->
                    new Line(
                            MaterialDesignS.SOURCE_COMMIT,
                            ui.text("overview.wait.commit", "machine", commit.machine().name()),
                            ui.text("overview.wait.commit.detail"),
                            ui.text("overview.wait.open"),
                            commit.machine().name(),
                            commit.machine().id());
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
                        drill.machine().name(),
                        drill.machine().id());
            }
        };
    }

    /** Why a resync is due, in the reader's words; else what the server says. */
    private String cause(MachineView machine) {
        return machine.resync()
                .flatMap(ResyncView::contract)
                .map(due -> ui.text("machine.resync.cause." + due.cause()))
                .orElse(machine.dataCause());
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
                job.machine(),
                job.id());
    }

    private WaitRow row(Line line) {
        WaitRow row =
                kept.computeIfAbsent(line.about(), about -> new WaitRow(ui, about, door(line)));
        row.show(line.act(), line.detail());
        return row;
    }

    private Optional<Runnable> door(Line line) {
        boolean drill = line.ikon() == MaterialDesignB.BROOM;
        boolean job = line.ikon() == MaterialDesignA.ALERT_CIRCLE_OUTLINE;
        String target = job ? Targets.JOBS : drill ? Targets.TEST_FAILOVER : Targets.MACHINE_DETAIL;
        return navigator.knows(target)
                ? Optional.of(() -> navigator.go(target, Targets.MACHINE, line.machine()))
                : Optional.empty();
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
