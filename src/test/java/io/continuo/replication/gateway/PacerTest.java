package io.continuo.replication.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.component.Throttle;
import io.continuo.api.component.WorkHours;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/** The rate a process server keeps to, and when. */
@Timeout(30)
class PacerTest {
    private static final List<DayOfWeek> WEEKDAYS =
            List.copyOf(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
    private static final long FAST = 100_000_000;
    private static final long SLOW = 1_000_000;

    private static long at(WorkHours hours, String time) {
        return Pacer.limit(new Throttle(FAST, Optional.of(hours)), ZonedDateTime.parse(time));
    }

    @Test
    void work_hours_have_a_limit_of_their_own() {
        WorkHours day = new WorkHours(WEEKDAYS, LocalTime.of(8, 0), LocalTime.of(18, 0), SLOW);
        assertThat(at(day, "2026-11-20T07:59:59+08:00")).isEqualTo(FAST);
        assertThat(at(day, "2026-11-20T08:00:00+08:00")).isEqualTo(SLOW);
        assertThat(at(day, "2026-11-20T17:59:59+08:00")).isEqualTo(SLOW);
        assertThat(at(day, "2026-11-20T18:00:00+08:00")).isEqualTo(FAST);
        assertThat(at(day, "2026-11-21T12:00:00+08:00")).as("Saturday").isEqualTo(FAST);
    }

    @Test
    void hours_over_midnight_belong_to_the_day_they_began_on() {
        WorkHours night = new WorkHours(WEEKDAYS, LocalTime.of(22, 0), LocalTime.of(6, 0), SLOW);
        assertThat(at(night, "2026-11-20T23:00:00Z")).as("Friday night").isEqualTo(SLOW);
        assertThat(at(night, "2026-11-21T05:59:00Z")).as("Saturday morning").isEqualTo(SLOW);
        assertThat(at(night, "2026-11-21T23:00:00Z")).as("Saturday night").isEqualTo(FAST);
        assertThat(at(night, "2026-11-23T05:00:00Z")).as("Monday morning").isEqualTo(FAST);
    }

    @Test
    void without_a_limit_everything_passes() throws Exception {
        Pacer pacer = new Pacer(Clock.systemUTC());
        for (int i = 0; i < 1000; i++) {
            assertThat(pacer.pass(1L << 30, () -> false)).isTrue();
        }
        assertThat(pacer.limit()).isZero();
    }

    @Test
    void who_overdraws_makes_the_next_one_wait_until_the_limit_goes() throws Exception {
        Pacer pacer = new Pacer(Clock.systemUTC());
        pacer.set(new Throttle(SLOW, Optional.empty()));
        assertThat(pacer.pass(SLOW * 3600, () -> false)).isTrue();
        CountDownLatch started = new CountDownLatch(1);
        FutureTask<Boolean> next =
                new FutureTask<>(() -> {
                    started.countDown();
                    return pacer.pass(1, () -> false);
                });
        Thread.ofVirtual().start(next);
        started.await();
        assertThat(next.isDone()).isFalse();
        pacer.set(Throttle.NONE);
        assertThat(next.get()).isTrue();
    }

    @Test
    void a_stream_that_ends_waits_no_longer() throws Exception {
        Pacer pacer = new Pacer(Clock.systemUTC());
        pacer.set(new Throttle(SLOW, Optional.empty()));
        assertThat(pacer.pass(SLOW * 3600, () -> false)).isTrue();
        AtomicBoolean ended = new AtomicBoolean();
        FutureTask<Boolean> next = new FutureTask<>(() -> pacer.pass(1, ended::get));
        Thread.ofVirtual().start(next);
        ended.set(true);
        pacer.wake();
        assertThat(next.get()).isFalse();
    }
}
