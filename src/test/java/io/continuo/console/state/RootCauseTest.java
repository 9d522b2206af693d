package io.continuo.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.Health;
import io.continuo.console.Screens;
import io.continuo.console.Story;
import io.continuo.console.nav.CauseWords;

import org.junit.jupiter.api.Test;

import java.util.List;

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
    void a_cause_is_said_in_both_languages() {
        RootCause cut = RootCause.of(Story.badNight().state()).getFirst();
        assertThat(CauseWords.sentence(Screens.LIGHT.at(Story.NIGHT_CLOCK).ui(), cut))
                .isEqualTo("The line from ps-tpe-02 to mt-khh-02 is cut; 6 machines fall behind.");
        assertThat(CauseWords.sentence(Screens.ZH_LIGHT.at(Story.NIGHT_CLOCK).ui(), cut))
                .isEqualTo("從 ps-tpe-02 到 mt-khh-02 的線路中斷，6 台機器開始落後。");
    }
}
