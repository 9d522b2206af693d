package io.continuo.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.ChangeLogMode;
import io.continuo.api.machine.ChangeLogView;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.ResyncCause;
import io.continuo.console.SampleEstate;
import io.continuo.console.Screens;
import io.continuo.console.Story;
import io.continuo.console.nav.CauseWords;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class RootCauseTest {
    @Test
    void a_cut_line_is_one_cause_with_the_machines_behind_it() {
        List<RootCause> causes = RootCause.of(Story.badNight().state());
        RootCause worst = causes.getFirst();
        assertThat(worst.line()).isPresent();
        assertThat(worst.health()).isEqualTo(Health.CRITICAL);
        assertThat(worst.machines()).extracting(MachineRow::name).startsWith("erp-db-01");
        assertThat(causes).extracting(RootCause::code).doesNotContain("RPO_OVER_LIMIT");
    }

    @Test
    void a_calm_day_has_no_cause() {
        assertThat(RootCause.of(Story.calmDay().state())).isEmpty();
    }

    @Test
    void a_change_log_that_keeps_only_places_is_a_cause() {
        var log =
                new ChangeLogView(
                        ChangeLogMode.BITMAP,
                        Optional.of(ResyncCause.LINE_SLOW),
                        0,
                        64_000_000L,
                        0,
                        0,
                        9_000_000L);
        var state =
                SampleEstate.state(List.of(SampleEstate.machine("web-01").changeLog(log).view()))
                        .state();
        assertThat(RootCause.of(state))
                .extracting(RootCause::code)
                .containsExactly("CHANGE_LOG_BITMAP");
        assertThat(CauseWords.sentence(Screens.LIGHT.ui(), RootCause.of(state).getFirst()))
                .isEqualTo("web-01 keeps only which blocks changed, not the changes.");
    }

    @Test
    void a_cache_is_a_cause_before_it_is_full() {
        var state = Story.filling().state();
        RootCause cause = RootCause.of(state).getFirst();
        assertThat(cause.code()).isEqualTo("CACHE_FILLING");
        assertThat(cause.health()).isEqualTo(Health.WARNING);
        assertThat(CauseWords.sentence(Screens.LIGHT.ui(), cause))
                .isEqualTo("The cache of ps-tpe-02 is full in 35 min; 3 machines wait in it.");
    }

    @Test
    void a_cause_is_said_in_both_languages() {
        RootCause cut = RootCause.of(Story.badNight().state()).getFirst();
        assertThat(CauseWords.sentence(Screens.LIGHT.at(Story.NIGHT_CLOCK).ui(), cut))
                .isEqualTo("The line from ps-tpe-02 to mt-khh-02 is cut; 6 machines fall behind.");
        assertThat(CauseWords.sentence(Screens.ZH_LIGHT.at(Story.NIGHT_CLOCK).ui(), cut))
                .isEqualTo("從 ps-tpe-02 到 mt-khh-02 的線路中斷，6 台機器開始落後。");
    }
}
