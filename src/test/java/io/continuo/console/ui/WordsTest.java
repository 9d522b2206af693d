package io.continuo.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.event.EventView;
import io.continuo.api.event.Severity;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobState;
import io.continuo.api.job.StepView;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.HopKind;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.RoleState;
import io.continuo.console.FxTest;
import io.continuo.console.Screens;
import io.continuo.console.fx.Ui;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every value that can be shown has a word in both languages. */
class WordsTest extends FxTest {
    private static final Instant NOON = Instant.parse("2026-03-12T12:00:00Z");

    @Test
    void every_value_of_the_domain_has_a_word() {
        for (Ui ui : List.of(Screens.LIGHT.ui(), Screens.ZH_LIGHT.ui())) {
            for (DataState each : DataState.values()) {
                assertThat(Words.of(ui, each)).isNotEmpty();
                assertThat(Words.health(each)).isNotNull();
            }
            for (Direction each : Direction.values()) {
                assertThat(Words.of(ui, each)).isNotEmpty();
            }
            for (RoleState each : RoleState.values()) {
                assertThat(Words.of(ui, each)).isNotEmpty();
            }
            for (HopKind each : HopKind.values()) {
                assertThat(Words.of(ui, each)).isNotEmpty();
            }
            for (JobKind each : JobKind.values()) {
                assertThat(Words.of(ui, each)).isNotEmpty();
            }
            for (JobState each : JobState.values()) {
                assertThat(Words.of(ui, each)).isNotEmpty();
            }
            for (Severity each : Severity.values()) {
                assertThat(Words.of(ui, each)).isNotEmpty();
            }
            for (PointKind each : PointKind.values()) {
                for (boolean multiVm : new boolean[] {false, true}) {
                    assertThat(Words.of(ui, new PointView("1", NOON, each, "", multiVm)))
                            .isNotEmpty();
                }
            }
        }
    }

    @Test
    void a_step_of_a_newer_server_is_named_by_its_code() {
        assertThat(Words.of(Screens.LIGHT.ui(), step("INITIAL_REPLICATION")))
                .isEqualTo("Initial replication");
        assertThat(Words.of(Screens.ZH_LIGHT.ui(), step("INITIAL_REPLICATION"))).isEqualTo("初始複寫");
        assertThat(Words.of(Screens.LIGHT.ui(), step("POLISH_THE_BRASS")))
                .isEqualTo("Polish the brass");
    }

    @Test
    void an_event_is_told_in_the_readers_language_or_in_the_servers_words() {
        assertThat(EventWords.sentence(Screens.ZH_LIGHT.ui(), event("LINK_LOST"))).contains("線路中斷");
        assertThat(EventWords.sentence(Screens.ZH_LIGHT.ui(), event("OF_A_NEWER_SERVER")))
                .isEqualTo("It happened.");
    }

    private static StepView step(String code) {
        return new StepView(
                code, JobState.RUNNING, Optional.empty(), Optional.empty(), Optional.empty(), "");
    }

    private static EventView event(String code) {
        return new EventView(
                1,
                NOON,
                Severity.INFO,
                code,
                Optional.empty(),
                Optional.of("db-01"),
                "It happened.",
                "",
                "",
                Map.of("from", "web-01", "to", "ps-01", "machines", "1"));
    }
}
