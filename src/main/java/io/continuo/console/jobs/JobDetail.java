package io.continuo.console.jobs;

import io.continuo.api.error.Problem;
import io.continuo.api.job.JobView;
import io.continuo.api.job.StepView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Children;
import io.continuo.console.ui.CopyButton;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.JobMark;
import io.continuo.console.ui.Kept;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.Words;
import io.continuo.console.ui.chart.Gauge;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One job in full: steps with their time, its problem, its result. */
final class JobDetail {
    final Button cancel;
    final Hyperlink machine;
    private final Ui ui;
    private final JobWords words;
    private final Supplier<Instant> now;
    private final Card card;
    private final VBox content = new VBox();
    private final CopyButton copy;
    private final HBox acts = Styles.add(new HBox(8), "detail-part");
    private final Kept<Problem, Node> problems = new Kept<>(this::problem);
    private JobView shown;

    JobDetail(Ui ui, JobWords words, Supplier<Instant> now) {
        this.ui = ui;
        this.words = words;
        this.now = now;
        cancel = Buttons.compact(ui.text("jobs.cancel"), () -> {});
        machine = Buttons.link(ui.text("jobs.machine"), () -> {});
        copy = CopyButton.compact(ui, ui.text("jobs.copy"), () -> words.text(shown, now.get()));
        var scroll = new ScrollPane(content);
        scroll.getStyleClass().add("page-scroll");
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        card = Card.titled("", scroll).trailing(machine);
    }

    Node node() {
        return card;
    }

    JobView shown() {
        return shown;
    }

    void show(JobView job) {
        if (job.equals(shown)) {
            return;
        }
        shown = job;
        card.setTitle(Words.of(ui, job.kind()));
        card.caption(job.machine());
        var head =
                new VBox(
                        4,
                        new JobMark(ui).show(job.state(), false),
                        Texts.wrapped(
                                Texts.caption(
                                        ui.text(
                                                "jobs.asked",
                                                "user",
                                                job.user(),
                                                "time",
                                                ui.format().exactly(job.createdAt())))));
        head.getStyleClass().add("detail-part");
        List<Node> parts = new ArrayList<>(List.of(head));
        job.problem().ifPresent(problem -> parts.addAll(problems.of(List.of(problem))));
        job.steps().forEach(step -> parts.add(step(step)));
        if (!job.output().isEmpty()) {
            var files = new VBox(4, Texts.caption(ui.text("jobs.output")));
            job.output()
                    .forEach(file ->
                            files.getChildren().add(Texts.wrapped(Texts.of(file, Styles.MONO))));
            files.getStyleClass().add("detail-part");
            parts.add(files);
        }
        Children.show(acts, job.cancellable() ? List.of(cancel, copy) : List.of(copy));
        parts.add(acts);
        Children.show(content, parts);
    }

    private Node problem(Problem problem) {
        return Styles.add(new VBox(new ErrorPanel(ui, problem)), "detail-part");
    }

    private Node step(StepView step) {
        var line =
                new HBox(
                        8,
                        Texts.name(Words.of(ui, step)),
                        Texts.spacer(),
                        Texts.whole(
                                Texts.caption(
                                        JobFacts.took(step.startedAt(), step.endedAt(), now.get())
                                                .map(time -> ui.format().fine(time).toString())
                                                .orElse(""))));
        var box = new VBox(2, line, new JobMark(ui).show(step.state(), true));
        if (!step.detail().isEmpty()) {
            box.getChildren().add(Texts.wrapped(Texts.caption(step.detail())));
        }
        if (!step.state().ended()) {
            step.progress()
                    .ifPresent(progress -> {
                        var gauge = Gauge.slim(ui).progress();
                        String text = words.progress(progress);
                        gauge.show(progress.fraction(), text);
                        box.getChildren().addAll(gauge, Texts.wrapped(Texts.caption(text)));
                    });
        }
        return Styles.add(box, "step-row");
    }
}
