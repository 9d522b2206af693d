package io.continuo.console.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.FailoverKind;
import io.continuo.api.machine.FailoverRequest;
import io.continuo.api.machine.MachineView;
import io.continuo.console.Samples;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class FailoverModelTest {
    private final FailoverModel model = new FailoverModel(Optional.empty(), Optional.empty());

    @Test
    void it_begins_with_the_kind_that_loses_nothing_where_that_is_legal() {
        know(FailoverSamples.protectedForward());
        assertThat(model.kind().get()).contains(FailoverKind.PLANNED);
    }

    @Test
    void it_begins_with_the_other_kind_where_data_does_not_flow() {
        know(FailoverSamples.behind());
        assertThat(model.kind().get()).contains(FailoverKind.UNPLANNED);
        assertThat(model.legal(FailoverKind.PLANNED)).isFalse();
        assertThat(model.mayGoOn()).isTrue();
    }

    @Test
    void a_kind_that_was_asked_for_is_taken_if_it_is_legal() {
        var asked = new FailoverModel(Optional.of(FailoverKind.UNPLANNED), Optional.of("point-3"));
        asked.update(Optional.of(FailoverSamples.protectedForward()));
        asked.points(points());
        assertThat(asked.kind().get()).contains(FailoverKind.UNPLANNED);
        assertThat(asked.point()).contains("point-3");
    }

    @Test
    void on_the_way_back_planned_is_the_failback() {
        know(FailoverSamples.reversed());
        assertThat(model.back()).isTrue();
        assertThat(model.legal(FailoverKind.PLANNED)).isTrue();
    }

    @Test
    void a_planned_one_makes_a_point_of_its_own() {
        know(FailoverSamples.protectedForward());
        model.choosePoint(Optional.of(points().get(5)));
        assertThat(model.point()).contains("latest");
        model.choose(FailoverKind.UNPLANNED);
        assertThat(model.point()).contains(points().get(5).id());
    }

    @Test
    void nothing_is_confirmed_before_the_server_has_answered_for_just_this_choice() {
        know(FailoverSamples.protectedForward());
        model.choose(FailoverKind.UNPLANNED);
        model.goTo(FailoverStep.CONFIRM);
        assertThat(model.mayGoOn()).isFalse();
        model.previewed(
                FailoverSamples.preview(FailoverKind.PLANNED, Optional.empty()),
                FailoverKind.PLANNED,
                "latest");
        assertThat(model.preview().get()).as("the answer to an older choice").isEmpty();
        model.previewed(
                FailoverSamples.preview(FailoverKind.UNPLANNED, Optional.empty()),
                FailoverKind.UNPLANNED,
                "latest");
        assertThat(model.mayGoOn()).isTrue();
        assertThat(model.lost()).isEqualTo(Duration.ofSeconds(1446));
        model.choosePoint(Optional.of(points().get(7)));
        assertThat(model.mayGoOn()).as("another point, no answer yet").isFalse();
    }

    @Test
    void what_the_server_refuses_does_not_go_on() {
        know(FailoverSamples.protectedForward());
        model.goTo(FailoverStep.CHECKS);
        model.previewed(
                FailoverSamples.refused(FailoverKind.PLANNED), FailoverKind.PLANNED, "latest");
        assertThat(model.mayGoOn()).isFalse();
    }

    @Test
    void a_point_that_expires_is_not_kept() {
        know(FailoverSamples.protectedForward());
        model.choose(FailoverKind.UNPLANNED);
        DrillPoint oldest = points().getLast();
        model.choosePoint(Optional.of(oldest));
        model.points(points().subList(0, 10));
        assertThat(model.chosen().get()).isNotEqualTo(Optional.of(oldest)).isPresent();
    }

    @Test
    void the_request_says_what_was_chosen_and_typed() {
        know(FailoverSamples.protectedForward());
        model.choose(FailoverKind.UNPLANNED);
        model.shutDown().set(false);
        assertThat(model.request("erp-db-01"))
                .contains(
                        new FailoverRequest(FailoverKind.UNPLANNED, "latest", false, "erp-db-01"));
    }

    private void know(MachineView machine) {
        model.update(Optional.of(machine));
        model.points(points());
    }

    private static List<DrillPoint> points() {
        return Moments.of(
                Optional.of(FailoverSamples.protectedForward()),
                Samples.points(30),
                Optional.empty(),
                Samples.NOW);
    }
}
