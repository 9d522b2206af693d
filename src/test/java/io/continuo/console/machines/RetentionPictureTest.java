package io.continuo.console.machines;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What there is of a history against what is promised. */
class RetentionPictureTest {
    private static final Instant NOW = Instant.parse("2026-03-12T03:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration FIVE = Duration.ofMinutes(5);

    @Test
    void a_whole_day_lacks_nothing() {
        RetentionPicture picture = picture(points(24 * 60), DAY, NOW.minus(DAY.multipliedBy(9)));
        assertThat(picture.missing()).isZero();
        assertThat(picture.windows()).hasSize(2);
        assertThat(picture.windows().getLast().promised()).isEqualTo(23);
        assertThat(picture.windows().getFirst().promised()).isEqualTo(22);
        assertThat(picture.held()).isEqualTo(DAY);
    }

    @Test
    void what_was_lost_is_counted_where_it_is() {
        List<PointView> points = new ArrayList<>(points(24 * 60));
        points.removeIf(point -> point.time().isBefore(NOW.minus(Duration.ofHours(18))));
        RetentionPicture picture = picture(points, DAY, NOW.minus(DAY.multipliedBy(9)));
        assertThat(picture.windows().getFirst().held()).isEqualTo(16);
        assertThat(picture.missing()).isEqualTo(6);
        assertThat(picture.windows().getFirst().stretches())
                .startsWith(RetentionPicture.Stretch.MISSING)
                .endsWith(RetentionPicture.Stretch.HELD);
    }

    @Test
    void nothing_is_missing_before_the_machine_was_protected() {
        RetentionPicture picture = picture(points(90), DAY, NOW.minus(Duration.ofMinutes(90)));
        assertThat(picture.missing()).isZero();
        assertThat(picture.windows().getFirst().promised()).isZero();
    }

    @Test
    void a_point_that_was_a_little_late_is_not_missing() {
        List<PointView> points =
                points(24 * 60).stream()
                        .map(point ->
                                new PointView(
                                        point.id(),
                                        point.time()
                                                .plusSeconds(point.time().getEpochSecond() % 7 - 3),
                                        point.kind(),
                                        "",
                                        false))
                        .toList();
        RetentionPicture picture = picture(points, DAY, NOW.minus(DAY.multipliedBy(9)));
        assertThat(picture.windows().getLast().promised())
                .isEqualTo(picture.windows().getLast().held());
    }

    @Test
    void points_that_were_not_made_of_late_are_missing() {
        List<PointView> points = new ArrayList<>(points(24 * 60));
        points.removeIf(point -> point.time().isAfter(NOW.minus(Duration.ofMinutes(31))));
        RetentionPicture picture = picture(points, DAY, NOW.minus(DAY.multipliedBy(9)));
        assertThat(picture.missing()).isEqualTo(6);
    }

    @Test
    void fifteen_days_have_three_densities_and_none_promise_nothing() {
        assertThat(picture(points(60), Duration.ofDays(15), NOW).windows())
                .extracting(RetentionPicture.Window::every)
                .containsExactly(Duration.ofHours(4), Duration.ofHours(2), FIVE);
        assertThat(picture(points(60), Duration.ZERO, NOW).windows()).isEmpty();
    }

    private static RetentionPicture picture(
            List<PointView> points, Duration retention, Instant since) {
        return RetentionPicture.of(points, retention, FIVE, since, NOW, NOW);
    }

    /** Every five minutes one, as the target keeps them: hourly once older than two hours. */
    private static List<PointView> points(int minutes) {
        List<PointView> points = new ArrayList<>();
        for (int age = minutes; age >= 0; age -= 5) {
            Instant time = NOW.minusSeconds(age * 60L);
            if (age <= 120 || age % 60 == 0) {
                points.add(new PointView("p" + age, time, PointKind.CRASH, "", false));
            }
        }
        return points;
    }
}
