package io.continuo.replication.mobility;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.stream.IntStream;

class RetryRulesTest {
    @Test
    void waits_grow_as_the_domain_says_and_then_stay_half_an_hour() {
        assertThat(
                        IntStream.rangeClosed(1, 7)
                                .mapToObj(RetryRules::waitAfter)
                                .map(Duration::toMinutes))
                .containsExactly(1L, 2L, 4L, 8L, 10L, 30L, 30L);
    }
}
