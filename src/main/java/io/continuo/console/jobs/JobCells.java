package io.continuo.console.jobs;

import io.continuo.api.job.JobView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.AgeLabel;
import io.continuo.console.ui.JobMark;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Tables;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.chart.Gauge;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/** The cells of the list of jobs. */
final class JobCells {
    private JobCells() {}

    /** Shape and word. */
    static final class State implements Tables.CellView<JobView> {
        private final JobMark mark;

        State(Ui ui) {
            mark = new JobMark(ui);
        }

        @Override
        public Node node() {
            return mark;
        }

        @Override
        public void show(JobView job) {
            mark.show(job.state(), false);
        }
    }

    /** A text of the job. */
    static final class Words implements Tables.CellView<JobView> {
        private final Label label;
        private final Function<JobView, String> text;

        Words(Label label, Function<JobView, String> text) {
            this.label = label;
            this.text = text;
        }

        @Override
        public Node node() {
            return label;
        }

        @Override
        public void show(JobView job) {
            label.setText(text.apply(job));
        }
    }

    /** When it started, relative and absolute. */
    static final class Started implements Tables.CellView<JobView> {
        private final AgeLabel age;

        Started(Ui ui, Supplier<Instant> now) {
            age = Styles.add(new AgeLabel(ui, now, ui.format()::relativeAndAbsolute), Styles.BODY);
        }

        @Override
        public Node node() {
            return age;
        }

        @Override
        public void show(JobView job) {
            age.show(job.startedAt().orElse(job.createdAt()));
        }
    }

    /** How long it took, going on while it runs. */
    static final class Took implements Tables.CellView<JobView> {
        private final AgeLabel label;
        private JobView job;

        Took(Ui ui, Supplier<Instant> now) {
            label =
                    Styles.add(
                            new AgeLabel(
                                    ui,
                                    now,
                                    (start, at) ->
                                            JobFacts.took(job.startedAt(), job.endedAt(), at)
                                                    .map(time -> ui.format().elapsed(time))
                                                    .map(Object::toString)
                                                    .orElse("")),
                            Styles.BODY);
        }

        @Override
        public Node node() {
            return label;
        }

        @Override
        public void show(JobView newJob) {
            job = newJob;
            label.show(job.startedAt().orElse(job.createdAt()));
        }
    }

    /** The step it is at, with its progress; or why it failed. */
    static final class Now implements Tables.CellView<JobView> {
        private final Ui ui;
        private final JobWords words;
        private final Label step = Texts.body("");
        private final Label percent = Texts.whole(Texts.muted(""));
        private final Gauge gauge;
        private final VBox place;

        Now(Ui ui, JobWords words) {
            this.ui = ui;
            this.words = words;
            gauge = Gauge.slim(ui).progress();
            var line = new HBox(8, step, Texts.spacer(), percent);
            place = Styles.add(new VBox(line), "data-state");
            place.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        }

        @Override
        public Node node() {
            return place;
        }

        @Override
        public void show(JobView job) {
            step.setText(words.now(job));
            var progress =
                    job.state().ended()
                            ? java.util.Optional.<io.continuo.api.machine.Progress>empty()
                            : JobFacts.currentStep(job).flatMap(at -> at.progress());
            place.getChildren().remove(gauge);
            percent.setText("");
            progress.ifPresent(p -> {
                percent.setText(
                        ui.format().percent(Math.floor(p.fraction() * 100) / 100).toString());
                gauge.show(p.fraction(), words.progress(p));
                place.getChildren().add(gauge);
            });
        }
    }
}
