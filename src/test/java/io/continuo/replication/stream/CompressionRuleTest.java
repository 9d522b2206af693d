package io.continuo.replication.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.OptionalInt;

/** What is compressed, and how hard, by what waits, by the processors and by the line. */
class CompressionRuleTest {
    private static final long MIB = 1 << 20;
    private final CompressionRule rule = new CompressionRule();

    private void look(int times, double processor, double lineWait) {
        for (int i = 0; i < times; i++) {
            rule.look(processor, lineWait);
        }
    }

    @Test
    void while_the_line_takes_everything_the_less_waits_the_harder() {
        look(5, 0.5, 0.1);
        assertThat(rule.level(0)).hasValue(3);
        assertThat(rule.level(2 * MIB)).hasValue(1);
        assertThat(rule.level(8 * MIB)).hasValue(-1);
        assertThat(rule.level(30 * MIB)).hasValue(-5);
        assertThat(rule.level(50 * MIB)).isEmpty();
        assertThat(rule.forLine()).isEmpty();
    }

    @Test
    void a_narrow_line_and_processors_to_spare_make_it_harder_step_by_step() {
        int[] levels = {-5, -1, 1, 3, 3};
        for (int level : levels) {
            look(1, 0.3, 0.9);
            assertThat(rule.forLine()).hasValue(level);
            assertThat(rule.level(50 * MIB)).hasValue(level);
        }
        assertThat(rule.level(0)).hasValue(3);
    }

    @Test
    void a_busy_processor_makes_it_easier_until_nothing_is_compressed() {
        look(4, 0.3, 0.9);
        look(3, 0.95, 0.9);
        assertThat(rule.level(50 * MIB)).hasValue(-5);
        look(1, 0.95, 0.9);
        assertThat(rule.level(50 * MIB)).isEmpty();
        assertThat(rule.level(0)).as("what little waits").hasValue(1);
    }

    @Test
    void a_line_that_is_wide_again_makes_it_easier() {
        look(4, 0.3, 0.9);
        look(2, 0.3, 0.1);
        assertThat(rule.forLine()).hasValue(-1);
        look(2, 0.3, 0.1);
        assertThat(rule.forLine()).isEmpty();
    }

    @Test
    void between_the_limits_nothing_changes() {
        look(2, 0.3, 0.9);
        OptionalInt before = rule.forLine();
        look(10, 0.3, 0.4);
        look(10, 0.75, 0.9);
        assertThat(rule.forLine()).isEqualTo(before).hasValue(-1);
    }

    @Test
    void a_processor_is_busy_until_it_has_clearly_time_again() {
        look(1, 0.9, 0);
        look(3, 0.8, 0);
        assertThat(rule.level(0)).hasValue(1);
        look(1, 0.7, 0);
        assertThat(rule.level(0)).hasValue(3);
    }

    @Test
    void of_processors_nobody_looks_at_nothing_follows() {
        look(10, CompressionRule.UNKNOWN, 0.9);
        assertThat(rule.forLine()).isEmpty();
        assertThat(rule.level(0)).hasValue(3);
    }
}
