package io.continuo.server.rules;

import static io.continuo.api.machine.Action.*;
import static io.continuo.api.machine.RoleState.COMMITTED;
import static io.continuo.api.machine.RoleState.COMMIT_PENDING;
import static io.continuo.api.machine.RoleState.FAILING_OVER;
import static io.continuo.api.machine.RoleState.MIGRATED;
import static io.continuo.api.machine.RoleState.PROTECTED;
import static io.continuo.api.machine.RoleState.TEST_RUNNING;
import static io.continuo.api.machine.Scenario.*;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.error.ErrorCode;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rows of DOMAIN.md, operations by scenario, in words. */
class OperationsMatrixTest {
    @ParameterizedTest
    @EnumSource(names = {"VMWARE_TO_AZURE", "PHYSICAL_TO_AZURE"})
    void to_azure_by_agent_there_is_a_test_and_an_unplanned_but_no_planned(Scenario scenario) {
        allowed(TEST_FAILOVER, forward(scenario));
        allowed(UNPLANNED_FAILOVER, forward(scenario));
        refused(
                PLANNED_FAILOVER,
                forward(scenario),
                RefusalReason.NO_PLANNED,
                Nearest.UNPLANNED_FAILOVER);
    }

    @ParameterizedTest
    @EnumSource(names = {"VMWARE_TO_AZURE", "PHYSICAL_TO_AZURE"})
    void from_azure_by_agent_it_comes_back_after_a_reprotect_by_an_unplanned_failover(
            Scenario scenario) {
        allowed(COMMIT, in(scenario, Direction.FORWARD, COMMIT_PENDING));
        allowed(REPROTECT, in(scenario, Direction.FORWARD, COMMITTED));
        allowed(UNPLANNED_FAILOVER, reverse(scenario));
        allowed(FAILBACK, reverse(scenario));
        refused(TEST_FAILOVER, reverse(scenario), RefusalReason.NOT_IN_REVERSE, Nearest.FAILBACK);
        refused(
                PLANNED_FAILOVER,
                reverse(scenario),
                RefusalReason.NO_PLANNED,
                Nearest.UNPLANNED_FAILOVER);
    }

    @Test
    void a_server_comes_back_from_azure_only_as_a_vmware_machine() {
        Situation back = reverse(PHYSICAL_TO_AZURE);
        refused(
                FAILBACK,
                back.to(Landing.PHYSICAL_SERVER),
                RefusalReason.WRONG_PLACE,
                Nearest.OTHER_PLACE);
        refused(
                FAILBACK,
                back.to(Landing.ORIGINAL),
                RefusalReason.WRONG_PLACE,
                Nearest.OTHER_PLACE);
        allowed(FAILBACK, back.to(Landing.VMWARE_MACHINE));
        allowed(FAILBACK, reverse(VMWARE_TO_AZURE).to(Landing.ORIGINAL));
        refused(
                FAILBACK,
                reverse(VMWARE_TO_AZURE).to(Landing.PHYSICAL_SERVER),
                RefusalReason.WRONG_PLACE,
                Nearest.OTHER_PLACE);
    }

    @ParameterizedTest
    @EnumSource(names = {"HYPERV_TO_AZURE", "VMM_TO_AZURE"})
    void hyper_v_to_azure_has_all_three_forward_and_only_planned_back(Scenario scenario) {
        allowed(TEST_FAILOVER, forward(scenario));
        allowed(PLANNED_FAILOVER, forward(scenario));
        allowed(UNPLANNED_FAILOVER, forward(scenario));
        allowed(COMMIT, in(scenario, Direction.FORWARD, COMMIT_PENDING));
        allowed(PLANNED_FAILOVER, reverse(scenario));
        allowed(FAILBACK, reverse(scenario));
        refused(TEST_FAILOVER, reverse(scenario), RefusalReason.NOT_IN_REVERSE, Nearest.FAILBACK);
        refused(
                UNPLANNED_FAILOVER,
                reverse(scenario),
                RefusalReason.NOT_IN_REVERSE,
                Nearest.FAILBACK);
    }

    @Test
    void vmm_to_vmm_has_all_three_both_ways_and_never_takes_a_failover_back() {
        for (Action kind : new Action[] {TEST_FAILOVER, PLANNED_FAILOVER, UNPLANNED_FAILOVER}) {
            allowed(kind, forward(VMM_TO_SITE));
            allowed(kind, reverse(VMM_TO_SITE));
        }
        refused(
                CANCEL_FAILOVER,
                in(VMM_TO_SITE, Direction.FORWARD, COMMIT_PENDING),
                RefusalReason.NO_CANCEL,
                Nearest.COMMIT);
        refused(
                CANCEL_FAILOVER,
                in(VMM_TO_SITE, Direction.FORWARD, FAILING_OVER),
                RefusalReason.NO_CANCEL,
                Nearest.WAIT);
        allowed(REPROTECT, in(VMM_TO_SITE, Direction.FORWARD, COMMITTED));
        allowed(FAILBACK, reverse(VMM_TO_SITE));
    }

    @Test
    void on_san_a_failover_commits_by_itself_and_the_group_moves_as_a_whole() {
        allowed(PLANNED_FAILOVER, forward(VMM_SAN_TO_SITE));
        refused(
                COMMIT,
                in(VMM_SAN_TO_SITE, Direction.FORWARD, COMMITTED),
                RefusalReason.COMMIT_AUTOMATIC,
                Nearest.REPROTECT);
        Situation member =
                new Situation(
                        "web-01",
                        VMM_SAN_TO_SITE,
                        Direction.FORWARD,
                        DataState.DELTA,
                        PROTECTED,
                        Phase.PROTECTED,
                        false,
                        true,
                        Landing.UNSAID);
        refused(PLANNED_FAILOVER, member, RefusalReason.PART_OF_GROUP, Nearest.WHOLE_GROUP);
        refused(TEST_FAILOVER, member, RefusalReason.PART_OF_GROUP, Nearest.WHOLE_GROUP);
        refused(
                EXPORT_POINT,
                forward(VMM_SAN_TO_SITE),
                RefusalReason.NO_POINTS_KEPT,
                Nearest.TEST_FAILOVER);
    }

    @ParameterizedTest
    @EnumSource(names = {"VMWARE_TO_SITE", "PHYSICAL_TO_SITE"})
    void to_a_site_by_agent_there_are_all_three_and_the_way_back(Scenario scenario) {
        for (Action kind : new Action[] {TEST_FAILOVER, PLANNED_FAILOVER, UNPLANNED_FAILOVER}) {
            allowed(kind, forward(scenario));
        }
        allowed(COMMIT, in(scenario, Direction.FORWARD, COMMIT_PENDING));
        allowed(REPROTECT, in(scenario, Direction.FORWARD, COMMITTED));
        allowed(FAILBACK, reverse(scenario));
        assertThat(Scenarios.of(scenario).requirements()).contains(Requirement.ONE_MASTER_TARGET);
    }

    @ParameterizedTest
    @EnumSource(names = {"MIGRATE_AWS", "MIGRATE_AZURE_REGION"})
    void a_migration_is_completed_and_never_comes_back(Scenario scenario) {
        allowed(TEST_FAILOVER, forward(scenario));
        allowed(UNPLANNED_FAILOVER, forward(scenario));
        refused(
                PLANNED_FAILOVER,
                forward(scenario),
                RefusalReason.NO_PLANNED,
                Nearest.UNPLANNED_FAILOVER);
        Situation pending = in(scenario, Direction.FORWARD, COMMIT_PENDING);
        allowed(COMPLETE_MIGRATION, pending);
        refused(COMMIT, pending, RefusalReason.COMPLETE_INSTEAD, Nearest.COMPLETE_MIGRATION);
        refused(REPROTECT, pending, RefusalReason.NO_WAY_BACK, Nearest.COMPLETE_MIGRATION);
        Situation gone = in(scenario, Direction.FORWARD, MIGRATED);
        refused(FAILBACK, gone, RefusalReason.NO_WAY_BACK, Nearest.UNPROTECT);
        refused(REPROTECT, gone, RefusalReason.NO_WAY_BACK, Nearest.UNPROTECT);
    }

    @Test
    void kvm_has_all_three_both_ways_and_comes_back_by_a_planned_failover() {
        for (Action kind : new Action[] {TEST_FAILOVER, PLANNED_FAILOVER, UNPLANNED_FAILOVER}) {
            allowed(kind, forward(KVM_TO_SITE));
            allowed(kind, reverse(KVM_TO_SITE));
        }
        allowed(FAILBACK, reverse(KVM_TO_SITE));
        refused(
                FAILBACK,
                forward(KVM_TO_SITE),
                RefusalReason.NOT_REVERSED,
                Nearest.PLANNED_FAILOVER);
        refused(
                COMPLETE_MIGRATION,
                in(KVM_TO_SITE, Direction.FORWARD, COMMIT_PENDING),
                RefusalReason.NOT_A_MIGRATION,
                Nearest.COMMIT);
    }

    @Test
    void until_commit_the_point_can_be_changed_and_the_failover_be_taken_back() {
        Situation pending = in(KVM_TO_SITE, Direction.FORWARD, COMMIT_PENDING);
        allowed(CHANGE_POINT, pending);
        allowed(CANCEL_FAILOVER, pending);
        allowed(COMMIT, pending);
        refused(REPROTECT, pending, RefusalReason.COMMIT_FIRST, Nearest.COMMIT);
        refused(UNPLANNED_FAILOVER, pending, RefusalReason.COMMIT_FIRST, Nearest.COMMIT);
        Situation committed = in(KVM_TO_SITE, Direction.FORWARD, COMMITTED);
        refused(CHANGE_POINT, committed, RefusalReason.COMMITTED_ALREADY, Nearest.REPROTECT);
        refused(CANCEL_FAILOVER, committed, RefusalReason.COMMITTED_ALREADY, Nearest.REPROTECT);
        refused(COMMIT, committed, RefusalReason.COMMITTED_ALREADY, Nearest.REPROTECT);
        allowed(REPROTECT, committed);
    }

    @Test
    void nothing_is_committed_or_taken_back_where_nothing_is_failed_over() {
        for (Action action : new Action[] {CHANGE_POINT, COMMIT, CANCEL_FAILOVER, REPROTECT}) {
            refused(
                    action,
                    forward(KVM_TO_SITE),
                    RefusalReason.NOT_FAILED_OVER,
                    Nearest.PLANNED_FAILOVER);
        }
    }

    @Test
    void planned_needs_data_that_flows_and_unplanned_does_not() {
        for (DataState state : DataState.values()) {
            Situation situation = data(state);
            allowed(UNPLANNED_FAILOVER, situation);
            allowed(TEST_FAILOVER, situation);
            assertThat(OperationsMatrix.problem(PLANNED_FAILOVER, situation).isEmpty())
                    .as(state.name())
                    .isEqualTo(state == DataState.DELTA);
        }
        refused(
                PLANNED_FAILOVER,
                data(DataState.RESYNCING),
                RefusalReason.DATA_BEHIND,
                Nearest.WAIT);
        refused(
                PLANNED_FAILOVER,
                data(DataState.RESYNC_REQUIRED),
                RefusalReason.DATA_STANDS,
                Nearest.UNPLANNED_FAILOVER);
    }

    @Test
    void during_a_drill_it_is_cleaned_up_first() {
        Situation drill = in(KVM_TO_SITE, Direction.FORWARD, TEST_RUNNING);
        for (Action action :
                new Action[] {TEST_FAILOVER, PLANNED_FAILOVER, UNPLANNED_FAILOVER, UNPROTECT}) {
            refused(action, drill, RefusalReason.DRILL_RUNNING, Nearest.CLEAN_UP_TEST_FAILOVER);
        }
        allowed(CLEAN_UP_TEST_FAILOVER, drill);
        allowed(MARK_POINT, drill);
    }

    @Test
    void what_runs_on_its_replica_is_not_unprotected() {
        refused(UNPROTECT, reverse(KVM_TO_SITE), RefusalReason.RUNS_AT_RECOVERY, Nearest.FAILBACK);
        refused(
                UNPROTECT,
                in(KVM_TO_SITE, Direction.FORWARD, COMMITTED),
                RefusalReason.REPROTECT_FIRST,
                Nearest.REPROTECT);
    }

    @Test
    void without_a_point_nothing_is_recovered() {
        Situation early = phase(Phase.ENABLING, false);
        Problem refusal = refused(TEST_FAILOVER, early, RefusalReason.ENABLING, Nearest.WAIT);
        assertThat(refusal.code()).isEqualTo(ErrorCode.NO_POINT_YET);
        refused(
                UNPLANNED_FAILOVER,
                phase(Phase.PROTECTED, false),
                RefusalReason.NO_POINT_YET,
                Nearest.WAIT);
        allowed(UNPROTECT, early);
        refused(UNPROTECT, phase(Phase.DISABLING, true), RefusalReason.DISABLING, Nearest.WAIT);
    }

    @Test
    void only_what_is_built_can_be_protected() {
        for (Scenario scenario : Scenario.values()) {
            if (scenario == KVM_TO_SITE) {
                assertThat(ProtectionRules.problem(scenario)).isEmpty();
            } else {
                Problem refusal = ProtectionRules.problem(scenario).orElseThrow();
                assertThat(refusal.code()).isEqualTo(ErrorCode.SCENARIO_NOT_BUILT);
                assertThat(refusal.nearest()).contains(Nearest.PROTECT);
            }
        }
    }

    private static void allowed(Action action, Situation situation) {
        assertThat(OperationsMatrix.problem(action, situation))
                .as(action + " in " + situation)
                .isEmpty();
    }

    private static Problem refused(
            Action action, Situation situation, RefusalReason why, Nearest nearest) {
        assertThat(OperationsMatrix.refusal(action, situation))
                .as(action + " in " + situation)
                .contains(why);
        Problem problem = OperationsMatrix.problem(action, situation).orElseThrow();
        assertThat(problem.nearest()).as(problem.toString()).contains(nearest);
        return problem;
    }

    private static Situation forward(Scenario scenario) {
        return in(scenario, Direction.FORWARD, PROTECTED);
    }

    private static Situation reverse(Scenario scenario) {
        return in(scenario, Direction.REVERSE, PROTECTED);
    }

    private static Situation in(Scenario scenario, Direction direction, RoleState role) {
        return new Situation(
                "web-01", scenario, direction, DataState.DELTA, role, Phase.PROTECTED, true);
    }

    private static Situation data(DataState state) {
        return new Situation(
                "web-01", KVM_TO_SITE, Direction.FORWARD, state, PROTECTED, Phase.PROTECTED, true);
    }

    private static Situation phase(Phase phase, boolean points) {
        return new Situation(
                "web-01",
                KVM_TO_SITE,
                Direction.FORWARD,
                DataState.DELTA,
                PROTECTED,
                phase,
                points);
    }
}
