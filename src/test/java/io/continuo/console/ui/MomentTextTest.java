package io.continuo.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneId;

/** What a person may type for a moment of a history. */
class MomentTextTest {
    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final Instant OLDEST = Instant.parse("2026-03-10T19:12:00Z");
    private static final Instant NEWEST = Instant.parse("2026-03-11T19:12:00Z");

    @Test
    void a_date_and_time_is_one_of_the_readers_zone() {
        assertThat(read("2026-03-12 02:48:34"))
                .isEqualTo(new MomentText.Held(Instant.parse("2026-03-11T18:48:34Z")));
        assertThat(read("  2026-03-12T02:48 "))
                .isEqualTo(new MomentText.Held(Instant.parse("2026-03-11T18:48:00Z")));
    }

    @Test
    void a_time_alone_is_the_last_such_time() {
        assertThat(read("02:48:34"))
                .isEqualTo(new MomentText.Held(Instant.parse("2026-03-11T18:48:34Z")));
        assertThat(read("23:00"))
                .isEqualTo(new MomentText.Held(Instant.parse("2026-03-11T15:00:00Z")));
    }

    @Test
    void what_is_not_held_is_told_on_which_side_it_lies() {
        assertThat(read("2026-03-12 03:12:01")).isInstanceOf(MomentText.Outside.class);
        assertThat(((MomentText.Outside) read("2026-03-12 03:12:01")).before()).isFalse();
        assertThat(((MomentText.Outside) read("2026-03-01 12:00")).before()).isTrue();
        assertThat(read("2026-03-12 03:12:00")).isEqualTo(new MomentText.Held(NEWEST));
    }

    @Test
    void what_is_no_time_is_said_so() {
        assertThat(read("")).isEqualTo(new MomentText.Empty());
        assertThat(read("yesterday")).isEqualTo(new MomentText.Unread());
        assertThat(read("2026-02-30 12:00")).isEqualTo(new MomentText.Unread());
        assertThat(read("25:00")).isEqualTo(new MomentText.Unread());
    }

    private static MomentText read(String typed) {
        return MomentText.read(typed, OLDEST, NEWEST, TAIPEI);
    }
}
