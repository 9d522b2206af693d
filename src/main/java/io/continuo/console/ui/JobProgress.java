package io.continuo.console.ui;

import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.job.StepView;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.Progress;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.chart.Gauge;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The steps of a job as they go: done, running with bytes, rate and time left, to come. */
public final class JobProgress extends VBox {
    private final Ui ui;
    private final Supplier<Instant> now;
    private final List<Row> rows = new ArrayList<>();
    private JobView shown;

    /**
     * @param now the server's clock
     */
    public JobProgress(Ui ui, Supplier<Instant> now) {
        this.ui = ui;
        this.now = now;
        getStyleClass().add("job-progress");
        new SceneBound(this, () -> ui.timer().every(this::tick));
    }

    public void show(JobView job) {
        shown = job;
        if (rows.size() != job.steps().size()) {
            rows.clear();
            for (int i = 0; i < job.steps().size(); i++) {
                rows.add(new Row(i + 1));
            }
            getChildren().setAll(rows);
        }
        tick();
    }

    private void tick() {
        for (int i = 0; shown != null && i < rows.size(); i++) {
            rows.get(i).show(shown.steps().get(i), shown.state());
        }
    }

    /** Bytes done of all, the rate, and the time left where it can be told. */
    public static String words(Ui ui, Progress progress) {
        long left = progress.totalBytes() - progress.doneBytes();
        if (progress.totalBytes() <= 0) {
            return "";
        }
        if (progress.bytesPerSecond() <= 0) {
            return ui.text(
                    "progress.bytes",
                    "done",
                    ui.format().bytes(progress.doneBytes()),
                    "total",
                    ui.format().bytes(progress.totalBytes()));
        }
        return ui.text(
                "progress.bytesAndLeft",
                "done",
                ui.format().bytes(progress.doneBytes()),
                "total",
                ui.format().bytes(progress.totalBytes()),
                "rate",
                ui.format().rate(progress.bytesPerSecond()),
                "left",
                ui.format().elapsed(Duration.ofSeconds(left / progress.bytesPerSecond())));
    }

    private final class Row extends HBox {
        private final int number;
        private final StackPane disc = Styles.add(new StackPane(), "disc");
        private final Label name = Texts.body("");
        private final Label right = Texts.whole(Texts.caption(""));
        private final Gauge gauge = new Gauge(ui).progress();
        private final Label detail = Texts.wrapped(Texts.caption(""));
        private JobState state;

        private Row(int number) {
            super(12);
            this.number = number;
            getStyleClass().add("job-step");
            disc.setMinSize(ui.px(20), ui.px(20));
            disc.setMaxSize(ui.px(20), ui.px(20));
            HBox.setHgrow(name, Priority.ALWAYS);
            name.setMaxWidth(Double.MAX_VALUE);
            var line = new HBox(8, name, right);
            line.setAlignment(Pos.CENTER_LEFT);
            VBox.setMargin(gauge, new Insets(6, 0, 2, 0));
            var words = new VBox(line, gauge, detail);
            HBox.setHgrow(words, Priority.ALWAYS);
            getChildren().addAll(disc, words);
        }

        private void show(StepView step, JobState job) {
            if (step.state() != state) {
                state = step.state();
                mark();
            }
            name.setText(Words.of(ui, step));
            right.setText(right(step, job));
            Optional<Progress> progress =
                    step.progress().filter(p -> p.totalBytes() > 0 && !step.state().ended());
            shown(gauge, progress.isPresent());
            progress.ifPresent(p -> gauge.show(p.fraction(), words(ui, p)));
            String text = progress.map(p -> words(ui, p)).orElse("");
            detail.setText(text.isEmpty() ? step.detail() : text);
            shown(detail, !detail.getText().isEmpty());
            setAccessibleText(name.getText() + ", " + right.getText() + ", " + detail.getText());
        }

        private void mark() {
            disc.getChildren()
                    .setAll(
                            switch (state) {
                                case SUCCEEDED -> Icon.inText(MaterialDesignC.CHECK);
                                case FAILED -> new StateShape(Health.CRITICAL, ui.px(20));
                                case CANCELLED -> Icon.inText(MaterialDesignC.CLOSE);
                                case RUNNING, WAITING -> Texts.of(ui.format().count(number));
                            });
            Styles.toggle(this, "done", state == JobState.SUCCEEDED);
            Styles.toggle(this, "now", state == JobState.RUNNING);
            Styles.toggle(this, "later", state == JobState.WAITING);
            Styles.toggle(this, "failed", state == JobState.FAILED);
        }

        private String right(StepView step, JobState job) {
            return switch (step.state()) {
                case WAITING -> job.ended() ? "" : ui.text("progress.toCome");
                case FAILED, CANCELLED -> Words.of(ui, step.state());
                case RUNNING, SUCCEEDED ->
                        step.startedAt().map(start -> took(start, step)).orElse("");
            };
        }

        private String took(Instant start, StepView step) {
            Duration took = Duration.between(start, step.endedAt().orElseGet(now));
            return ui.format().elapsed(took.isNegative() ? Duration.ZERO : took).toString();
        }

        private static void shown(javafx.scene.Node node, boolean visible) {
            node.setVisible(visible);
            node.setManaged(visible);
        }
    }
}
