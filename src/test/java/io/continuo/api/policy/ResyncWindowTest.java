package io.continuo.api.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.LocalTime;
import java.time.ZonedDateTime;

class ResyncWindowTest {
    private static final ResyncWindow OFF = ResyncWindow.OFF_HOURS;

    @Test
    void off_hours_cross_midnight() {
        assertThat(OFF.contains(LocalTime.of(18, 29))).isFalse();
        assertThat(OFF.contains(LocalTime.of(18, 30))).isTrue();
        assertThat(OFF.contains(LocalTime.MIDNIGHT)).isTrue();
        assertThat(OFF.contains(LocalTime.of(5, 59))).isTrue();
        assertThat(OFF.contains(LocalTime.of(6, 0))).isFalse();
        assertThat(
                        new ResyncWindow(LocalTime.of(1, 0), LocalTime.of(2, 0))
                                .contains(LocalTime.NOON))
                .isFalse();
        assertThat(ResyncWindow.ALWAYS.contains(LocalTime.NOON)).isTrue();
    }

    @Test
    void it_opens_today_or_tomorrow() {
        ZonedDateTime noon = ZonedDateTime.parse("2017-03-01T12:00:00Z");
        assertThat(OFF.opensAfter(noon)).isEqualTo("2017-03-01T18:30:00Z");
        ResyncWindow early = ResyncWindow.parse("01:00-02:00");
        assertThat(early.opensAfter(noon)).isEqualTo("2017-03-02T01:00:00Z");
    }

    @Test
    void text_is_read_as_it_is_written() {
        assertThat(OFF.text()).isEqualTo("18:30-06:00");
        assertThat(ResyncWindow.parse(OFF.text())).isEqualTo(OFF);
        assertThat(ResyncWindow.parse("always")).isEqualTo(ResyncWindow.ALWAYS);
        for (String wrong : new String[] {"", "18:30", "18:30-25:00", "never", "1-2-3"}) {
            assertThatThrownBy(() -> ResyncWindow.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
