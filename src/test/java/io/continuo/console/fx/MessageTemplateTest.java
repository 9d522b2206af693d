package io.continuo.console.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Map;

class MessageTemplateTest {
    @Test
    void parameters_are_filled_by_name() {
        assertThat(fill("{machine} is {age} old", Map.of("age", "2 s", "machine", "db-01")))
                .isEqualTo("db-01 is 2 s old");
    }

    @Test
    void a_plural_chooses_by_number_and_writes_it() {
        String text = "{n, plural, =0 {no disks} one {# disk} other {# disks}} of {machine}";
        assertThat(fill(text, Map.of("n", 0, "machine", "a"))).isEqualTo("no disks of a");
        assertThat(fill(text, Map.of("n", 1, "machine", "a"))).isEqualTo("1 disk of a");
        assertThat(fill(text, Map.of("n", 7, "machine", "a"))).isEqualTo("7 disks of a");
    }

    @Test
    void a_branch_may_hold_parameters() {
        String text = "{n, plural, one {only {machine}} other {# machines}}";
        assertThat(fill(text, Map.of("n", 1, "machine", "a"))).isEqualTo("only a");
    }

    @Test
    void an_apostrophe_is_an_apostrophe() {
        assertThat(fill("it's {x}'s", Map.of("x", "db"))).isEqualTo("it's db's");
    }

    @Test
    void a_value_cannot_counterfeit_emphasis_or_parameters() {
        assertThat(fill("<b>{x}</b>", Map.of("x", "{y}\uE000<b>"))).isEqualTo("\uE000{y}<b>\uE001");
    }

    @Test
    void a_missing_value_is_an_error() {
        assertThatThrownBy(() -> fill("{x}", Map.of())).hasMessageContaining("{x}");
    }

    @Test
    void a_broken_template_is_an_error() {
        assertThatThrownBy(() -> MessageTemplate.parse("{x")).hasMessageContaining("unclosed");
        assertThatThrownBy(() -> MessageTemplate.parse("{x, plural, one {a}}"))
                .hasMessageContaining("other");
    }

    private static String fill(String text, Map<String, ?> values) {
        return MessageTemplate.parse(text).fill(values, Object::toString);
    }
}
