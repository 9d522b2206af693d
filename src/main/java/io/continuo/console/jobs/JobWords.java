package io.continuo.console.jobs;

import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.job.StepView;
import io.continuo.api.machine.Progress;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.Words;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is said of a job, on the screen and as text to copy. */
final class JobWords {
    private final Ui ui;

    JobWords(Ui ui) {
        this.ui = ui;
    }

    /** {@code Export of erp-db-01}. */
    String title(JobView job) {
        return ui.text(
                "jobs.title.one", "kind", Words.of(ui, job.kind()), "machine", job.machine());
    }

    /** {@code 31 GB of 74 GB, 36 MB/s, 19 min left}. */
    String progress(Progress progress) {
        var format = ui.format();
        return JobFacts.left(progress)
                .map(left ->
                        ui.text(
                                "jobs.progress.left",
                                "done",
                                format.bytes(progress.doneBytes()),
                                "total",
                                format.bytes(progress.totalBytes()),
                                "rate",
                                format.rate(progress.bytesPerSecond()),
                                "left",
                                format.span(left)))
                .orElseGet(() ->
                        ui.text(
                                "jobs.progress",
                                "done",
                                format.bytes(progress.doneBytes()),
                                "total",
                                format.bytes(progress.totalBytes())));
    }

    /** Where it is now, for the list: its step, or nothing once it is done. */
    String now(JobView job) {
        if (job.state() == JobState.SUCCEEDED || job.state() == JobState.CANCELLED) {
            return "";
        }
        return job.problem()
                .map(problem -> problem.message())
                .orElseGet(
                        () -> JobFacts.currentStep(job).map(step -> Words.of(ui, step)).orElse(""));
    }

    /** All of it, for a ticket or a mail. */
    String text(JobView job, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(title(job));
        lines.add(Words.of(ui, job.state()));
        lines.add(
                ui.text(
                        "jobs.asked",
                        "user",
                        job.user(),
                        "time",
                        ui.format().exactly(job.createdAt())));
        for (StepView step : job.steps()) {
            String took =
                    JobFacts.took(step.startedAt(), step.endedAt(), now)
                            .map(time -> ui.format().fine(time).toString())
                            .orElse("");
            lines.add(
                    ui.text(
                                    "jobs.stepLine",
                                    "state",
                                    Words.of(ui, step.state()),
                                    "step",
                                    Words.of(ui, step),
                                    "took",
                                    took)
                            .strip());
        }
        job.problem().ifPresent(problem -> lines.add(ErrorPanel.details(problem)));
        lines.addAll(job.output());
        lines.add(job.id());
        return String.join("\n", lines);
    }
}
