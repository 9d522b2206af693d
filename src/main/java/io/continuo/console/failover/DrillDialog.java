package io.continuo.console.failover;

import io.continuo.api.error.Problem;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.CheckFinding;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.TestFailoverView;
import io.continuo.api.machine.ViewDisk;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.CheckList;
import io.continuo.console.ui.CopyField;
import io.continuo.console.ui.DialogBox;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.JobProgress;
import io.continuo.console.ui.MomentField;
import io.continuo.console.ui.MomentText;
import io.continuo.console.ui.Sentence;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How a drill looks, from the choice of its point to its end. */
final class DrillDialog {
    private static final double WIDTH = 976;
    private static final double RIGHT = 336;
    private static final double POINTS_HEIGHT = 440;
    private static final double ONE_LINE = 48;
    private static final double CHOOSING = 496;
    private static final double JOB = 196;
    private static final double RUNNING = 276;
    private static final double DISK = 56;
    private static final double DONE = 104;

    /** What can be done in the dialog. */
    interface Acts {
        void choose(DrillPoint point);

        /** Something was typed in place of choosing a point. */
        void typed(MomentText moment);

        void start();

        void cleanUp();

        void again();

        void close();
    }

    private final Ui ui;
    private final DrillWords words;
    private final Supplier<Instant> now;
    private final DialogBox box;
    private final DrillPointTable points;
    private final CheckList checks;
    private final VBox happens = new VBox(8);
    private final Button start;
    private final Button clean;
    private final Card pointCard;
    private final MomentField moment;
    private final StackPane problem = new StackPane();
    private final JobProgress progress;
    private final Label since = Texts.muted("");
    private Acts acts;

    DrillDialog(Ui ui, DrillWords words, Supplier<Instant> now) {
        this.ui = ui;
        this.words = words;
        this.now = now;
        box = new DialogBox(ui, WIDTH, () -> acts.close());
        points = new DrillPointTable(ui, point -> acts.choose(point));
        checks = new CheckList(ui, ui.text("failover.checks"));
        start = Buttons.primary("", () -> acts.start());
        start.setId("drill-start");
        clean = Buttons.primary("", () -> acts.cleanUp());
        clean.setId("drill-clean-up");
        progress = new JobProgress(ui, now);
        moment = new MomentField(ui, ui.text("failover.points.moment"), typed -> acts.typed(typed));
        moment.setPadding(new Insets(ui.px(8), 0, 0, 0));
        pointCard =
                Card.titled(ui.text("failover.points"), points.node(), Texts.hairline())
                        .padded(moment);
        VBox.setVgrow(points.node(), Priority.ALWAYS);
        pointCard.setPrefHeight(ui.px(POINTS_HEIGHT));
    }

    DialogBox box() {
        return box;
    }

    void setActs(Acts newActs) {
        acts = newActs;
    }

    void title(String machine, Optional<MachineView> view) {
        box.title(
                ui.text("failover.title", "machine", machine),
                view.map(v -> ui.text("failover.policy", "policy", v.policy())).orElse(""));
    }

    void showProblem(Optional<Problem> why) {
        problem.getChildren().clear();
        why.ifPresent(p -> problem.getChildren().add(new ErrorPanel(ui, p)));
        problem.setVisible(why.isPresent());
        problem.setManaged(why.isPresent());
    }

    void showLoading() {
        box.body(ONE_LINE, problem, Texts.muted(ui.text("failover.loading")));
        box.footer("", Buttons.normal(ui.text("failover.close"), acts::close));
    }

    void showUnknown(String machine) {
        box.body(
                ONE_LINE,
                problem,
                Texts.wrapped(Texts.body(ui.text("failover.unknown", "machine", machine))));
        box.footer("", Buttons.normal(ui.text("failover.close"), acts::close));
    }

    void showChoosing() {
        HBox.setHgrow(pointCard, Priority.ALWAYS);
        var right = new VBox(16, happensCard(), checks);
        right.setMinWidth(ui.px(RIGHT));
        right.setPrefWidth(ui.px(RIGHT));
        right.setMaxWidth(ui.px(RIGHT));
        box.body(CHOOSING, problem, new HBox(16, pointCard, right));
        box.footer(
                ui.text("failover.keys"),
                Buttons.normal(ui.text("failover.notNow"), acts::close),
                start);
    }

    private Card happensCard() {
        return Card.titled(ui.text("failover.happens")).padded(happens);
    }

    /** Which seconds can be typed: from the oldest point to the newest moment. */
    void showRange(Instant oldest, Instant newest) {
        moment.range(oldest, newest);
    }

    void showPoints(List<DrillPoint> all) {
        points.show(all, now.get());
        pointCard.caption(
                ui.text(
                        "failover.points.count",
                        "count",
                        (int)
                                all.stream()
                                        .filter(point -> point.kind() == DrillPoint.Kind.POINT)
                                        .count()));
    }

    void showChoice(MachineView machine, Optional<DrillPoint> chosen, List<CheckFinding> findings) {
        points.select(chosen);
        if (chosen.filter(point -> point.kind() != DrillPoint.Kind.MOMENT).isPresent()) {
            moment.clear();
        }
        checks.show(findings);
        start.setDisable(chosen.isEmpty() || !DrillWords.allowed(findings));
        start.setText(
                chosen.map(point -> words.start(machine.name(), point))
                        .orElseGet(
                                () -> ui.text("failover.start.none", "machine", machine.name())));
        happens.getChildren().clear();
        if (chosen.isEmpty()) {
            happens.getChildren().add(Texts.muted(ui.text("failover.happens.none")));
        }
        chosen.map(point -> words.happens(machine, point))
                .orElse(List.of())
                .forEach(sentence -> happens.getChildren().add(numbered(sentence)));
    }

    private HBox numbered(String sentence) {
        Label number =
                Texts.muted(
                        ui.text(
                                "failover.happens.number",
                                "number",
                                happens.getChildren().size() + 1));
        number.setMinWidth(ui.px(16));
        var text = new Sentence(sentence, Styles.BODY);
        HBox.setHgrow(text, Priority.ALWAYS);
        return new HBox(4, number, text);
    }

    void showJob(JobView job, String sentence) {
        progress.show(job);
        if (progress.getScene() == null || problem.getScene() == null) {
            box.body(
                    JOB,
                    problem,
                    Texts.wrapped(Texts.body(sentence)),
                    Card.titled(ui.text("failover.progress")).content(progress));
            box.footer(
                    ui.text("failover.background"),
                    Buttons.normal(ui.text("failover.leave"), acts::close));
        }
    }

    void showRunning(String machine, TestFailoverView drill, boolean mayCleanUp) {
        var card = Card.titled(ui.text("failover.running.disks"));
        card.caption(ui.text("failover.running.disks.caption"));
        List<String> paths = drill.disks().stream().map(ViewDisk::path).toList();
        drill.disks().forEach(disk -> card.content(disk(disk, paths)));
        box.body(
                RUNNING + DISK * drill.disks().size(),
                problem,
                banner(machine, drill),
                card,
                example(drill),
                cleanUpSentence());
        clean.setText(ui.text("failover.cleanUp", "machine", machine));
        mayCleanUp(mayCleanUp);
        box.footer("", Buttons.normal(ui.text("failover.leaveRunning"), acts::close), clean);
        tick(drill);
    }

    /** The server may say so only a moment after it told of the drill. */
    void mayCleanUp(boolean may) {
        clean.setDisable(!may);
    }

    /** Keeps the age of a running drill true. */
    void tick(TestFailoverView drill) {
        Duration age = Duration.between(drill.startedAt(), now.get());
        since.setText(
                ui.text(
                        "failover.running.since",
                        "span",
                        ui.format().elapsed(age.isNegative() ? Duration.ZERO : age),
                        "time",
                        ui.format().when(drill.startedAt(), now.get())));
    }

    private Node banner(String machine, TestFailoverView drill) {
        var facts =
                new VBox(
                        2,
                        Texts.subtitle(ui.text("failover.running", "machine", machine)),
                        Texts.wrapped(Texts.body(words.from(drill))),
                        since);
        var row = new HBox(12, new StateShape(Health.HEALTHY, ui.px(20)), facts);
        row.setAlignment(Pos.TOP_LEFT);
        HBox.setMargin(row.getChildren().getFirst(), new Insets(2, 0, 0, 0));
        return row;
    }

    private Node disk(ViewDisk disk, List<String> paths) {
        var name = Texts.name(DrillWords.diskName(disk.path(), paths));
        var size = Texts.caption(ui.format().bytes(disk.sizeBytes()).toString());
        var what = new VBox(name, size);
        what.setAlignment(Pos.CENTER_LEFT);
        what.setMinWidth(ui.px(180));
        what.setPrefWidth(ui.px(180));
        what.setMaxWidth(ui.px(180));
        var field =
                new CopyField(
                        ui, ui.text("failover.uri.of", "disk", name.getText()), disk.nbdUri());
        HBox.setHgrow(field, Priority.ALWAYS);
        var row = Styles.add(new HBox(16, what, field), "ct-row", "uri-row");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** One command that starts a machine on the drill's disks. */
    private Node example(TestFailoverView drill) {
        List<String> drives = new ArrayList<>();
        drill.disks()
                .forEach(disk ->
                        drives.add("-drive file=" + disk.nbdUri() + ",format=raw,if=virtio"));
        String command = "qemu-system-x86_64 -m 2G " + String.join(" ", drives);
        return new VBox(
                6,
                Texts.caption(ui.text("failover.example")),
                new CopyField(ui, ui.text("failover.example.what"), command));
    }

    private Node cleanUpSentence() {
        return new Sentence(ui.messages().rich("failover.cleanUp.sentence"), Styles.BODY);
    }

    void showDone(String machine, TestFailoverView drill, Optional<Duration> ran) {
        var facts =
                new VBox(
                        2,
                        Texts.subtitle(ui.text("failover.done", "machine", machine)),
                        Texts.wrapped(
                                Texts.body(
                                        ran.map(span ->
                                                        ui.text(
                                                                "failover.done.ran",
                                                                "span",
                                                                ui.format().elapsed(span),
                                                                "time",
                                                                ui.format()
                                                                        .exactly(
                                                                                drill.point()
                                                                                        .time())))
                                                .orElseGet(() -> words.from(drill)))),
                        Texts.wrapped(Texts.muted(ui.text("failover.done.counts"))));
        var row = new HBox(12, new StateShape(Health.HEALTHY, ui.px(20)), facts);
        row.setAlignment(Pos.TOP_LEFT);
        HBox.setMargin(row.getChildren().getFirst(), new Insets(2, 0, 0, 0));
        box.body(DONE, problem, row);
        box.footer(
                "",
                Buttons.normal(ui.text("failover.again"), acts::again),
                Buttons.primary(ui.text("failover.finish"), acts::close));
    }
}
