package io.continuo.console.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Health;
import io.continuo.console.SampleEstate;
import io.continuo.console.state.SampleState;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class MachinesModelTest {
    private final SampleState state = SampleEstate.state(SampleEstate.machines());
    private final MachinesModel model =
            new MachinesModel(
                    state.state().machines(),
                    machine -> (machine.name() + " " + machine.policy()).toLowerCase());

    @Test
    void the_worst_stands_first() {
        assertThat(names()).startsWith("log-02", "erp-db-01", "mes-db-01", "erp-db-02", "bi-dw-01");
        assertThat(names()).endsWith("web-01");
    }

    @Test
    void every_typed_word_must_be_found() {
        model.filter().set(MachineFilter.ALL.withText("DB  tier"));
        assertThat(names()).containsExactly("erp-db-01", "mes-db-01", "erp-db-02", "crm-db-01");
        assertThat(model.counts().get().shown()).isEqualTo(4);
        assertThat(model.counts().get().all()).isEqualTo(12);
    }

    @Test
    void the_counts_beside_the_states_follow_the_words_but_not_the_states() {
        model.filter()
                .set(MachineFilter.ALL.withText("db").withHealth(Optional.of(Health.CRITICAL)));
        assertThat(names()).containsExactly("erp-db-01", "mes-db-01", "erp-db-02");
        assertThat(model.counts().get().byHealth())
                .containsEntry(Health.CRITICAL, 3)
                .containsEntry(Health.HEALTHY, 1);
        assertThat(model.counts().get().found()).isEqualTo(4);
    }

    @Test
    void a_data_state_can_be_asked_for() {
        model.filter().set(MachineFilter.ALL.withDataState(Optional.of(DataState.RESYNCING)));
        assertThat(names()).containsExactly("log-01");
    }

    @Test
    void a_machine_that_got_worse_moves_up_at_the_next_look_and_keeps_its_line() {
        MachineLine web = line("web-01");
        state.machine(SampleEstate.machine("web-01").rpo(99_999, 900).view());
        model.refresh();
        assertThat(names()).startsWith("web-01");
        assertThat(line("web-01")).isSameAs(web);
    }

    @Test
    void machines_come_and_go() {
        state.remove("m-web-01");
        state.machine(SampleEstate.machine("new-01").view());
        model.refresh();
        assertThat(names()).contains("new-01").doesNotContain("web-01").hasSize(12);
    }

    @Test
    void groups_stand_worst_first_with_their_counts_and_fold() {
        model.grouping().set(Grouping.HEALTH);
        assertThat(groups())
                .extracting(GroupSummary::key, GroupSummary::machines)
                .containsExactly(
                        tuple("CRITICAL", 4),
                        tuple("WARNING", 2),
                        tuple("UNKNOWN", 2),
                        tuple("HEALTHY", 4));
        assertThat(model.lines()).hasSize(16);
        model.fold((MachineLine.Group) model.lines().getFirst());
        assertThat(model.lines()).hasSize(12);
        assertThat(groups().getFirst().folded()).isTrue();
        model.grouping().set(Grouping.NONE);
        assertThat(names()).hasSize(12);
        assertThat(groups()).isEmpty();
    }

    @Test
    void a_group_of_which_nothing_matches_is_not_shown() {
        model.grouping().set(Grouping.POLICY);
        model.filter().set(MachineFilter.ALL.withText("web-01"));
        assertThat(groups()).extracting(GroupSummary::key).containsExactly("Tier 2");
    }

    @Test
    void a_columns_order_counts_inside_groups() {
        model.grouping().set(Grouping.POLICY);
        model.orderBy((a, b) -> name(a).compareTo(name(b)));
        assertThat(names())
                .startsWith("crm-db-01", "erp-db-01", "erp-db-02", "mes-db-01", "bi-dw-01");
    }

    private static String name(MachineLine line) {
        return line instanceof MachineLine.Machine machine ? machine.row().name() : "";
    }

    private MachineLine line(String name) {
        return model.lines().stream().filter(l -> name(l).equals(name)).findFirst().orElseThrow();
    }

    private List<String> names() {
        return model.lines().stream()
                .filter(MachineLine.Machine.class::isInstance)
                .map(MachinesModelTest::name)
                .toList();
    }

    private List<GroupSummary> groups() {
        return model.lines().stream()
                .filter(MachineLine.Group.class::isInstance)
                .map(line -> ((MachineLine.Group) line).summary())
                .toList();
    }
}
