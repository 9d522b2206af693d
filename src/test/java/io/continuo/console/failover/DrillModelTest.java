package io.continuo.console.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.PointView;
import io.continuo.console.Samples;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class DrillModelTest {
    private final List<PointView> points = Samples.points(12);
    private final PointView newest = points.getLast();

    @Test
    void the_newest_moment_is_chosen_first_and_stands_above_the_points() {
        DrillModel model = ready(Optional.empty());
        assertThat(model.points().get()).hasSize(14);
        assertThat(model.points().get().get(1).id()).isEqualTo(DrillPoint.SHARED);
        assertThat(model.points().get().get(2).id()).isEqualTo(newest.id());
        assertThat(model.chosen().get().orElseThrow().isLatest()).isTrue();
        assertThat(model.phase().get()).isInstanceOf(DrillPhase.Choosing.class);
    }

    @Test
    void a_point_asked_for_is_chosen() {
        DrillModel model = ready(Optional.of("point-3"));
        assertThat(model.chosen().get().orElseThrow().id()).isEqualTo("point-3");
    }

    @Test
    void reading_the_points_again_keeps_the_choice() {
        DrillModel model = ready(Optional.empty());
        model.choose(model.points().get().get(4));
        String chosen = model.chosen().get().orElseThrow().id();
        model.points(points, Samples.NOW);
        assertThat(model.chosen().get().orElseThrow().id()).isEqualTo(chosen);
    }

    @Test
    void a_typed_moment_stays_chosen_while_points_are_made() {
        DrillModel model = ready(Optional.empty());
        model.choose(DrillPoint.moment(Samples.NOW.minusSeconds(1_000)));
        model.points(points, Samples.NOW);
        assertThat(model.chosen().get().orElseThrow().kind()).isEqualTo(DrillPoint.Kind.MOMENT);
    }

    @Test
    void it_goes_from_choice_to_start_to_run_to_clean_up_to_done() {
        DrillModel model = ready(Optional.empty());
        model.follow(job(JobKind.TEST_FAILOVER, JobState.RUNNING));
        assertThat(model.phase().get()).isInstanceOf(DrillPhase.Starting.class);
        model.update(Optional.of(Samples.drilling("db-01", 2, Samples.drill("db-01", 2, newest))));
        model.follow(job(JobKind.TEST_FAILOVER, JobState.SUCCEEDED));
        assertThat(model.phase().get()).isInstanceOf(DrillPhase.Running.class);
        model.follow(job(JobKind.TEST_FAILOVER_CLEANUP, JobState.RUNNING));
        assertThat(model.phase().get()).isInstanceOf(DrillPhase.Cleaning.class);
        model.update(Optional.of(Samples.machine("db-01", 2)));
        model.follow(job(JobKind.TEST_FAILOVER_CLEANUP, JobState.SUCCEEDED));
        assertThat(model.phase().get()).isInstanceOf(DrillPhase.Done.class);
        model.again();
        assertThat(model.phase().get()).isInstanceOf(DrillPhase.Choosing.class);
    }

    @Test
    void a_failed_start_returns_to_the_choice_and_says_why() {
        DrillModel model = ready(Optional.empty());
        var problem =
                Problem.of(ErrorCode.DISK_FULL, "The target is full.", "No room.", "Make room.");
        model.follow(
                Samples.job(
                        JobKind.TEST_FAILOVER,
                        "db-01",
                        JobState.FAILED,
                        List.of(),
                        Optional.of(problem)));
        assertThat(model.phase().get()).isInstanceOf(DrillPhase.Choosing.class);
        assertThat(model.problem().get()).contains(problem);
    }

    @Test
    void opened_on_a_running_drill_it_shows_the_drill() {
        var model = new DrillModel(Optional.empty());
        model.update(Optional.of(Samples.drilling("db-01", 2, Samples.drill("db-01", 2, newest))));
        assertThat(model.phase().get()).isInstanceOf(DrillPhase.Running.class);
    }

    @Test
    void a_machine_that_is_not_there_is_said_so() {
        var model = new DrillModel(Optional.empty());
        model.update(Optional.empty());
        model.points(List.of(), Samples.NOW);
        assertThat(model.phase().get()).isInstanceOf(DrillPhase.Unknown.class);
    }

    private DrillModel ready(Optional<String> wanted) {
        var model = new DrillModel(wanted);
        model.update(Optional.of(Samples.machine("db-01", 2)));
        model.points(points, Samples.NOW);
        return model;
    }

    private static JobView job(JobKind kind, JobState state) {
        return Samples.job(kind, "db-01", state, List.of());
    }
}
