package io.continuo.console.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.event.EventView;
import io.continuo.api.event.Severity;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.job.StepView;
import io.continuo.api.machine.Progress;
import io.continuo.console.ConsoleTargets;
import io.continuo.console.FxTest;
import io.continuo.console.SampleEstate;
import io.continuo.console.Screens;
import io.continuo.console.ScriptedClient;
import io.continuo.console.ShellStage;
import io.continuo.console.nav.Targets;
import io.continuo.console.state.SampleState;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lists of jobs and events as people see them, and what jobs pass a filter. */
class JobsScreenTest extends FxTest {
    private static final List<JobView> JOBS =
            List.of(
                    job("j4", JobKind.ENABLE_PROTECTION, JobState.RUNNING, "hr-app-01", 1200),
                    job("j3", JobKind.EXPORT, JobState.FAILED, "erp-db-01", 4000),
                    job("j2", JobKind.TEST_FAILOVER, JobState.SUCCEEDED, "crm-db-01", 9000),
                    job("j1", JobKind.DISABLE_PROTECTION, JobState.CANCELLED, "old-01", 90_000));

    @Test
    void jobs_and_events_render_in_both_themes_and_languages() {
        for (Screens variant :
                List.of(Screens.LIGHT, Screens.DARK, Screens.ZH_LIGHT, Screens.ZH_DARK)) {
            picture(variant, "jobs", true, Targets.JOBS);
            picture(variant, "events", true, Targets.EVENTS);
        }
        picture(Screens.LIGHT, "jobs-failed", true, Targets.JOBS, Targets.JOB, "j3");
        picture(Screens.LIGHT.size(1280, 800), "jobs-1280", true, Targets.JOBS);
        picture(Screens.DARK.size(1280, 800), "events-1280", true, Targets.EVENTS);
        picture(Screens.LIGHT, "jobs-empty", false, Targets.JOBS);
        picture(Screens.LIGHT, "events-empty", false, Targets.EVENTS);
    }

    @Test
    void a_filter_follows_the_states_as_they_change() {
        var state = new SampleState(SampleEstate.CLOCK);
        JOBS.forEach(state::job);
        var model = new JobsModel(state.state().jobs(), Optional.empty());
        model.filter().set(JobFilter.RUNNING);
        assertThat(model.shown()).extracting(row -> row.id()).containsExactly("j4");
        state.job(job("j4", JobKind.ENABLE_PROTECTION, JobState.FAILED, "hr-app-01", 1200));
        model.refresh();
        assertThat(model.shown()).isEmpty();
        model.filter().set(JobFilter.FAILED);
        assertThat(model.shown()).extracting(row -> row.id()).containsExactly("j4", "j3");
        assertThat(model.counts()).containsEntry(JobFilter.ALL, 4);
        assertThat(model.first(Optional.of("j2")).orElseThrow().id()).isEqualTo("j2");
    }

    @Test
    void the_time_left_is_what_remains_at_the_present_rate() {
        assertThat(JobFacts.left(new Progress(40, 100, 20))).contains(Duration.ofSeconds(3));
        assertThat(JobFacts.left(new Progress(40, 100, 0))).isEmpty();
        assertThat(JobFacts.currentStep(JOBS.getFirst()).orElseThrow().code())
                .isEqualTo("INITIAL_REPLICATION");
    }

    private static void picture(
            Screens variant, String name, boolean filled, String target, String... args) {
        ShellStage.picture(
                variant.at(SampleEstate.CLOCK),
                name,
                ConsoleTargets.all(),
                new ScriptedClient(),
                stage -> {
                    if (filled) {
                        stage.sample().machines(SampleEstate.machines());
                        JOBS.forEach(stage.sample()::job);
                        events().forEach(stage.sample()::event);
                    }
                    stage.go(target, args);
                });
    }

    private static JobView job(
            String id, JobKind kind, JobState state, String machine, long secondsAgo) {
        var start = SampleEstate.NOW.minusSeconds(secondsAgo);
        boolean failed = state == JobState.FAILED;
        return new JobView(
                id,
                kind,
                state,
                "m-" + machine,
                machine,
                "administrator",
                start,
                Optional.of(start),
                state.ended() ? Optional.of(start.plusSeconds(74)) : Optional.empty(),
                List.of(
                        step("CHECK", JobState.SUCCEEDED, start, 0.4, Optional.empty()),
                        step("PREPARE_REPLICA", JobState.SUCCEEDED, start, 2.1, Optional.empty()),
                        step(
                                "INITIAL_REPLICATION",
                                state,
                                start,
                                72,
                                state == JobState.RUNNING
                                        ? Optional.of(
                                                new Progress(
                                                        31_000_000_000L,
                                                        74_000_000_000L,
                                                        36_000_000))
                                        : Optional.empty()),
                        new StepView(
                                "FINALIZE",
                                JobState.WAITING,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                "")),
                failed
                        ? Optional.of(
                                Problem.of(
                                        ErrorCode.DISK_FULL,
                                        "The master target's disk is full.",
                                        "/var/exports has 2 GB free; the images need 80 GB.",
                                        "Give it more room, or export to another directory.",
                                        machine))
                        : Optional.empty(),
                state == JobState.RUNNING,
                List.of());
    }

    private static StepView step(
            String code,
            JobState state,
            java.time.Instant start,
            double seconds,
            Optional<Progress> progress) {
        return new StepView(
                code,
                state,
                Optional.of(start),
                state.ended()
                        ? Optional.of(start.plusMillis((long) (seconds * 1000)))
                        : Optional.empty(),
                progress,
                "");
    }

    private static List<EventView> events() {
        return List.of(
                event(
                        4,
                        1080,
                        Severity.CRITICAL,
                        "RPO_OVER_TWICE_LIMIT",
                        "erp-db-01",
                        Map.of("rpoSeconds", "640", "limitSeconds", "300")),
                event(
                        3,
                        1900,
                        Severity.WARNING,
                        "LINK_LOST",
                        "",
                        Map.of("from", "ps-tpe-02", "to", "mt-khh-02", "machines", "33")),
                event(
                        2,
                        2560,
                        Severity.INFO,
                        "TEST_FAILOVER_STARTED",
                        "crm-db-01",
                        Map.of("point", "p31", "pointTime", "2026-03-11T18:51:00Z")),
                event(1, 95_000, Severity.INFO, "PROTECTION_ENABLED", "web-01", Map.of()));
    }

    private static EventView event(
            long id,
            long secondsAgo,
            Severity severity,
            String code,
            String machine,
            Map<String, String> args) {
        return new EventView(
                id,
                SampleEstate.NOW.minusSeconds(secondsAgo),
                severity,
                code,
                machine.isEmpty() ? Optional.empty() : Optional.of("m-" + machine),
                machine.isEmpty() ? Optional.empty() : Optional.of(machine),
                "It happened.",
                severity == Severity.INFO ? "" : "For a reason.",
                severity == Severity.INFO ? "" : "Do something.",
                args);
    }
}
