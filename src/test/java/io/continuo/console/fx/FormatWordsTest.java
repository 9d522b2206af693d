package io.continuo.console.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

class FormatWordsTest {
    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final Instant NOW = Instant.parse("2026-03-11T19:12:00Z");

    private final Format english = new Format(new Messages(Locale.ENGLISH), TAIPEI);
    private final Format chinese = new Format(new Messages(Locale.forLanguageTag("zh-TW")), TAIPEI);

    @Test
    void a_running_time_keeps_its_seconds_below_an_hour() {
        assertThat(english.elapsed(Duration.ofSeconds(54))).hasToString("54 s");
        assertThat(english.elapsed(Duration.ofSeconds(74))).hasToString("1 min 14 s");
        assertThat(english.elapsed(Duration.ofSeconds(1446))).hasToString("24 min 06 s");
        assertThat(english.elapsed(Duration.ofMinutes(105))).hasToString("1 h 45 min");
        assertThat(chinese.elapsed(Duration.ofSeconds(1446))).hasToString("24 分 06 秒");
    }

    @Test
    void a_set_time_drops_what_is_zero() {
        assertThat(english.span(Duration.ofMinutes(5))).hasToString("5 min");
        assertThat(english.span(Duration.ofHours(24))).hasToString("24 h");
        assertThat(english.span(Duration.ofDays(15))).hasToString("15 d");
        assertThat(chinese.span(Duration.ofMinutes(15))).hasToString("15 分鐘");
    }

    @Test
    void sizes_and_rates_are_si() {
        assertThat(english.bytes(0)).hasToString("0 B");
        assertThat(english.bytes(999)).hasToString("999 B");
        assertThat(english.bytes(134_217_728)).hasToString("134 MB");
        assertThat(english.bytes(41_600_000_000_000L)).hasToString("41.6 TB");
        assertThat(english.bytes(999_600_000)).hasToString("1 GB");
        assertThat(english.rate(22_000_000)).hasToString("22 MB/s");
    }

    @Test
    void a_time_is_relative_first_and_absolute_beside_it() {
        assertThat(english.relativeAndAbsolute(NOW.plusSeconds(180), NOW))
                .isEqualTo("in 3 min, 03:15");
        assertThat(english.relative(NOW.minusSeconds(2), NOW)).isEqualTo("2 s ago");
        assertThat(chinese.relative(NOW.minusSeconds(2), NOW)).isEqualTo("2 秒前");
        assertThat(chinese.relative(NOW.plusSeconds(180), NOW)).isEqualTo("3 分鐘後");
    }

    @Test
    void a_date_is_written_as_its_language_writes_it() {
        assertThat(english.dateAndTime(NOW)).isEqualTo("Thu 12 Mar, 03:12");
        assertThat(chinese.dateAndTime(NOW)).isEqualTo("3月12日（四）03:12");
        assertThat(english.when(NOW.minus(Duration.ofHours(6)), NOW)).isEqualTo("Wed 21:12");
        assertThat(english.clockWithSeconds(NOW)).isEqualTo("03:12:00");
    }
}
