package io.continuo.replication.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.replication.stream.DamagedFrameException;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where a process server left changes out, nothing is offered that never was (invariant 3). */
@Timeout(60)
class GapTest {
    @TempDir Path directory;

    private Path home() {
        return directory.resolve("journal");
    }

    private static void leaveOut(JournalFixture fixture, long wholeAt) throws Exception {
        fixture.maker.superseded(wholeAt);
        fixture.journal.append(fixture.frame());
    }

    private static Moment at(JournalFixture fixture, long micros) throws Exception {
        return fixture.journal.moment(Instant.EPOCH.plus(1_000_000 + micros, ChronoUnit.MICROS));
    }

    private static long held(Moment moment) {
        return ((Moment.Held) moment).point().position().sequence();
    }

    private static JournalFixture half(Path home) throws Exception {
        return half(home, 5);
    }

    /** One change, one left out that a later one makes up for, and the third. */
    private static JournalFixture half(Path home, long wholeAt) throws Exception {
        JournalFixture fixture = new JournalFixture(home).begin(1);
        fixture.write(1, 10);
        leaveOut(fixture, wholeAt);
        fixture.write(2, 12);
        fixture.journal.drain();
        return fixture;
    }

    private static void looksHalf(JournalFixture fixture) throws Exception {
        assertThat(fixture.journal.durable().sequence()).isEqualTo(3);
        assertThat(fixture.journal.settled().sequence()).isEqualTo(1);
        assertThat(fixture.journal.consistent().sequence()).isEqualTo(1);
        assertThat(held(at(fixture, 1))).isEqualTo(1);
        Moment.Missing missing = (Moment.Missing) at(fixture, 3);
        assertThat(missing.before()).contains(Instant.EPOCH.plus(1_000_001, ChronoUnit.MICROS));
        assertThat(missing.after()).isEmpty();
        assertThat(missing.why()).contains("only the last came here");
    }

    @Test
    void half_of_a_stretch_is_no_place_and_nobody_is_told_of_it() throws Exception {
        try (JournalFixture fixture = half(home())) {
            looksHalf(fixture);
            assertThat(fixture.durable).allMatch(position -> position.sequence() == 1);
        }
        try (JournalFixture again = new JournalFixture(home())) {
            looksHalf(again);
        }
    }

    @Test
    void its_end_is_and_what_comes_after() throws Exception {
        try (JournalFixture fixture = half(home())) {
            fixture.write(3, 14);
            fixture.write(1, 16);
            fixture.write(4, 18);
            String point = fixture.mark();
            fixture.journal.drain();
            looksWhole(fixture, point);
            assertThat(fixture.durable.getLast().sequence()).isEqualTo(7);
        }
        try (JournalFixture again = new JournalFixture(home())) {
            looksWhole(again, "7");
        }
    }

    private static void looksWhole(JournalFixture fixture, String point) throws Exception {
        assertThat(fixture.journal.settled().sequence()).isEqualTo(7);
        assertThat(fixture.journal.consistent().sequence()).isEqualTo(7);
        assertThat(fixture.points()).containsExactly(point);
        assertThat(at(fixture, 2)).isInstanceOf(Moment.Missing.class);
        assertThat(at(fixture, 4)).isInstanceOf(Moment.Missing.class);
        assertThat(held(at(fixture, 5))).isEqualTo(5);
        assertThat(held(at(fixture, 6))).isEqualTo(6);
    }

    @Test
    void a_newer_sender_that_compares_ends_it_with_its_epoch() throws Exception {
        try (JournalFixture fixture = half(home(), 50)) {
            fixture.begin(2);
            fixture.epoch(true);
            fixture.write(1, 20);
            fixture.journal.drain();
            assertThat(fixture.journal.consistent().sequence()).isEqualTo(1);
            assertThat(fixture.journal.settled().sequence()).isEqualTo(5);
            fixture.epoch(false);
            fixture.write(2, 22);
            fixture.journal.drain();
            assertThat(fixture.journal.consistent().sequence()).isEqualTo(7);
            // Its numbers mean other changes: what an older sender said of them is over.
            leaveOut(fixture, 9);
            fixture.journal.drain();
            assertThat(fixture.journal.consistent().sequence()).isEqualTo(7);
            fixture.write(2, 24);
            fixture.journal.drain();
            assertThat(fixture.journal.consistent().sequence()).isEqualTo(9);
        }
        try (JournalFixture again = new JournalFixture(home())) {
            assertThat(again.journal.consistent().sequence()).isEqualTo(9);
            assertThat(again.journal.settled(again.journal.durable()).sequence()).isEqualTo(9);
            assertThat(at(again, 3)).isInstanceOf(Moment.Missing.class);
        }
    }

    @Test
    void a_later_stretch_makes_one_that_is_not_over_longer() throws Exception {
        try (JournalFixture fixture = half(home())) {
            leaveOut(fixture, 7);
            fixture.write(1, 14);
            fixture.write(1, 16);
            fixture.journal.drain();
            assertThat(fixture.journal.consistent().sequence()).isEqualTo(1);
            fixture.write(1, 18);
            fixture.journal.drain();
            assertThat(fixture.journal.consistent().sequence()).isEqualTo(7);
        }
    }

    @Test
    void what_nothing_makes_up_for_is_not_taken() throws Exception {
        try (JournalFixture fixture = new JournalFixture(home()).begin(1)) {
            fixture.write(1, 10);
            Assertions.assertThatThrownBy(() -> leaveOut(fixture, 2))
                    .isInstanceOf(DamagedFrameException.class);
        }
    }
}
