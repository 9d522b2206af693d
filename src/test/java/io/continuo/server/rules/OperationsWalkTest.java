package io.continuo.server.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.error.Nearest;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.RefusalReason;
import io.continuo.api.machine.RoleState;
import io.continuo.api.machine.Scenario;
import io.continuo.server.domain.Phase;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Every scenario in every state with every action: one answer each, and refusals that teach. */
class OperationsWalkTest {
    @Test
    void every_refusal_has_a_cause_a_correction_and_a_nearest_operation_that_is_legal() {
        walk((action, situation) -> {
            Optional<Problem> answer = OperationsMatrix.problem(action, situation);
            if (answer.isEmpty()) {
                return;
            }
            Problem refusal = answer.get();
            if (refusal.message().isBlank()
                    || refusal.cause().isBlank()
                    || refusal.correction().isBlank()
                    || refusal.message().contains("{")
                    || refusal.cause().contains("{")
                    || refusal.correction().contains("{")
                    || !refusal.refs().contains("web-01")) {
                throw new AssertionError(action + " in " + situation + " is refused: " + refusal);
            }
            Nearest nearest = refusal.nearest().orElseThrow();
            if (!isLegal(nearest, action, situation)) {
                throw new AssertionError(
                        action + " in " + situation + " is sent to illegal " + nearest);
            }
        });
    }

    @Test
    void every_reason_is_met_and_every_action_is_legal_somewhere() {
        Set<RefusalReason> met = EnumSet.noneOf(RefusalReason.class);
        Set<Action> legal = EnumSet.noneOf(Action.class);
        walk((action, situation) ->
                OperationsMatrix.refusal(action, situation)
                        .ifPresentOrElse(met::add, () -> legal.add(action)));
        assertThat(met).containsExactlyInAnyOrder(RefusalReason.values());
        assertThat(legal).containsExactlyInAnyOrder(Action.values());
    }

    @Test
    void nothing_is_legal_while_a_job_moves_the_machine() {
        walk((action, situation) -> {
            boolean moving =
                    EnumSet.of(
                                    RoleState.FAILING_OVER,
                                    RoleState.FAILING_BACK,
                                    RoleState.REPROTECTING)
                            .contains(situation.roleState());
            if (moving && OperationsMatrix.refusal(action, situation).isEmpty()) {
                throw new AssertionError(action + " is legal in " + situation);
            }
        });
    }

    @Test
    void every_table_has_one_row_for_each() {
        assertThat(Scenarios.TABLE)
                .extracting(ScenarioRow::scenario)
                .containsExactly(Scenario.values());
        assertThat(Operations.TABLE)
                .extracting(OperationsRow::scenario)
                .containsExactly(Scenario.values());
        assertThat(DataStates.TABLE).extracting(DataRow::state).containsExactly(DataState.values());
        assertThat(ActionTable.TABLE)
                .extracting(ActionRow::action)
                .containsExactly(Action.values());
        assertThat(Reasons.TABLE)
                .extracting(ReasonRow::reason)
                .containsExactly(RefusalReason.values());
        List<String> answers = new ArrayList<>();
        RoleStates.TABLE.forEach(
                row -> row.actions().forEach(action -> answers.add(row.role() + " " + action)));
        assertThat(answers)
                .doesNotHaveDuplicates()
                .hasSize(RoleState.values().length * Action.values().length);
    }

    @Test
    void what_is_nearest_has_the_name_of_an_action_or_is_none() {
        Set<Nearest> others =
                EnumSet.of(Nearest.WAIT, Nearest.WHOLE_GROUP, Nearest.OTHER_PLACE, Nearest.PROTECT);
        assertThat(EnumSet.complementOf(EnumSet.copyOf(others)))
                .extracting(Enum::name)
                .containsExactlyElementsOf(Arrays.stream(Action.values()).map(Enum::name).toList());
    }

    private static boolean isLegal(Nearest nearest, Action asked, Situation situation) {
        return switch (nearest) {
            case WAIT -> true;
            case PROTECT -> false;
            case WHOLE_GROUP -> OperationsMatrix.problem(asked, situation.whole()).isEmpty();
            case OTHER_PLACE ->
                    Stream.of(Landing.ORIGINAL, Landing.VMWARE_MACHINE)
                            .anyMatch(place ->
                                    OperationsMatrix.problem(asked, situation.to(place)).isEmpty());
            default ->
                    OperationsMatrix.problem(Action.valueOf(nearest.name()), situation).isEmpty();
        };
    }

    private static void walk(BiConsumer<Action, Situation> look) {
        for (Scenario scenario : Scenario.values()) {
            for (Direction direction : Direction.values()) {
                for (RoleState role : RoleState.values()) {
                    for (DataState data : DataState.values()) {
                        for (Situation situation : variants(scenario, direction, role, data)) {
                            for (Action action : Action.values()) {
                                look.accept(action, situation);
                            }
                        }
                    }
                }
            }
        }
    }

    private static List<Situation> variants(
            Scenario scenario, Direction direction, RoleState role, DataState data) {
        List<Situation> variants = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            for (boolean points : List.of(false, true)) {
                variants.add(
                        new Situation("web-01", scenario, direction, data, role, phase, points));
            }
        }
        for (Landing landing : Landing.values()) {
            variants.add(
                    new Situation(
                            "web-01",
                            scenario,
                            direction,
                            data,
                            role,
                            Phase.PROTECTED,
                            true,
                            landing == Landing.UNSAID,
                            landing));
        }
        return variants;
    }
}
