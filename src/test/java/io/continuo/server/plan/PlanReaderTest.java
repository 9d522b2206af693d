package io.continuo.server.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.plan.AtDeadline;
import io.continuo.api.plan.PlanDefinition;
import io.continuo.api.plan.PlanMistake;
import io.continuo.api.plan.PlanRunKind;
import io.continuo.api.plan.PlanStep;

import org.junit.jupiter.api.Test;

import java.util.List;

/** A plan's text: read strictly, and everything wrong with it told at once, each with its line. */
class PlanReaderTest {
    private static List<PlanMistake> mistakes(String text) {
        return PlanReader.read(text).mistakes().all();
    }

    private static PlanMistake only(String text) {
        List<PlanMistake> all = mistakes(text);
        assertThat(all).hasSize(1);
        assertThat(all.getFirst().message()).endsWith(".");
        assertThat(all.getFirst().correction()).isNotBlank();
        return all.getFirst();
    }

    private static String withSteps(String steps) {
        return "plan: CRM\ngroups:\n  - machines: [db]\n    after:\n" + steps;
    }

    @Test
    void a_whole_plan_is_read() {
        PlanReading reading =
                PlanReader.read(
                        """
                        # Comments stay.
                        plan: CRM
                        description: Orders and customers.
                        groups:
                          - name: Databases
                            machines: [db-01, db-02]
                            after:
                              - script: warm-cache
                                command: /opt/plans/warm-cache
                                arguments: [--all, "2"]
                                timeout: 90s
                                runs: [test]
                              - manual: Check that the ledger balances
                                how: "The difference must be 0.00."
                                delegate: on-call
                                escalation: duty manager
                                deadline: 10m
                                at-deadline: continue
                          - machines:
                              - web-01
                        """);
        assertThat(reading.mistakes().all()).isEmpty();
        PlanDefinition plan = reading.plan().orElseThrow();
        assertThat(plan.name()).isEqualTo("CRM");
        assertThat(plan.machines()).containsExactly("db-01", "db-02", "web-01");
        assertThat(plan.groups().get(1).name()).isEqualTo("Group 2");
        assertThat(plan.groups().getFirst().after())
                .containsExactly(
                        new PlanStep.Script(
                                "warm-cache",
                                "/opt/plans/warm-cache",
                                List.of("--all", "2"),
                                90,
                                List.of(PlanRunKind.TEST)),
                        new PlanStep.Manual(
                                "Check that the ledger balances",
                                "The difference must be 0.00.",
                                "on-call",
                                "duty manager",
                                600,
                                300,
                                AtDeadline.CONTINUE,
                                PlanStepReader.ALL));
    }

    @Test
    void every_mistake_is_told_with_its_line_and_column() {
        List<PlanMistake> all =
                mistakes(
                        """
                        plan: CRM
                        grops: []
                        groups:
                          - name: One
                            machine: [a]
                            machines: [a, b]
                            after:
                              - script: x
                                command: relative/x
                                timeout: 5
                          - machines: [B]
                        """);
        assertThat(all)
                .extracting(one -> one.line() + ":" + one.column())
                .containsExactly("2:1", "5:5", "9:18", "10:18", "11:16");
        assertThat(all.get(0).correction()).isEqualTo("Did you mean \"groups\"?");
        assertThat(all.get(1).correction()).isEqualTo("Did you mean \"machines\"?");
        assertThat(all.get(4).message()).isEqualTo("The machine B is in the plan twice.");
    }

    @Test
    void what_is_no_yaml_says_where() {
        PlanMistake mistake = only("plan: CRM\ngroups:\n  - machines: [a\n  - machines: [b]\n");
        assertThat(mistake.message()).startsWith("This is not YAML");
        assertThat(mistake.line()).isEqualTo(4);
    }

    @Test
    void an_empty_text_and_a_list_are_no_plans() {
        assertThat(only("").line()).isEqualTo(1);
        assertThat(mistakes("- a\n- b\n")).isNotEmpty();
        assertThat(mistakes("just words")).isNotEmpty();
        assertThat(mistakes("plan: CRM\n")).hasSize(1);
    }

    @Test
    void a_key_given_twice_is_a_mistake() {
        assertThat(only("plan: CRM\nplan: ERP\ngroups: [{machines: [a]}]\n").line()).isEqualTo(2);
    }

    @Test
    void a_plan_has_at_most_seven_groups_and_a_hundred_machines() {
        StringBuilder groups = new StringBuilder("plan: CRM\ngroups:\n");
        for (int i = 0; i < 8; i++) {
            groups.append("  - machines: [m").append(i).append("]\n");
        }
        assertThat(only(groups.toString()).line()).isEqualTo(10);

        StringBuilder machines = new StringBuilder("plan: CRM\ngroups:\n  - machines:\n");
        for (int i = 0; i < 102; i++) {
            machines.append("      - m").append(i).append('\n');
        }
        assertThat(only(machines.toString()).line()).isEqualTo(104);
    }

    @Test
    void a_group_needs_machines() {
        assertThat(only("plan: CRM\ngroups:\n  - name: Empty\n").line()).isEqualTo(3);
    }

    @Test
    void a_script_needs_a_whole_path_and_a_time_in_range() {
        assertThat(only(withSteps("      - script: x\n")).message()).contains("command");
        String script = "      - script: x\n        command: /x\n        timeout: ";
        assertThat(only(withSteps(script + "0s\n")).line()).isEqualTo(7);
        assertThat(only(withSteps(script + "2d\n")).correction()).contains("4 h");
        assertThat(only(withSteps(script + "soon\n")).correction()).contains("5m");
        assertThat(mistakes(withSteps(script + "4h\n"))).isEmpty();
    }

    @Test
    void a_manual_step_needs_a_deadline_a_delegate_and_an_escalation() {
        assertThat(mistakes(withSteps("      - manual: Look\n")))
                .extracting(PlanMistake::message)
                .containsExactlyInAnyOrder(
                        "The manual step has no deadline.",
                        "The key \"delegate\" is missing in a manual step.",
                        "The key \"escalation\" is missing in a manual step.");
        String manual =
                "      - manual: Look\n        delegate: a\n        escalation: b\n"
                        + "        deadline: 10m\n";
        assertThat(only(withSteps(manual + "        escalate-after: 11m\n")).line()).isEqualTo(9);
        assertThat(only(withSteps(manual + "        at-deadline: wait\n")).correction())
                .contains("stop, continue");
        assertThat(only(withSteps(manual + "        runs: [cleanup]\n")).message())
                .contains("cleanup");
    }

    @Test
    void a_step_that_is_neither_is_a_mistake() {
        assertThat(mistakes(withSteps("      - scrip: x\n")))
                .extracting(PlanMistake::line)
                .containsOnly(5);
    }

    @Test
    void a_name_can_be_chinese_and_cannot_be_a_path() {
        assertThat(mistakes("plan: 客戶管理\ngroups: [{machines: [a]}]\n")).isEmpty();
        assertThat(only("plan: a/b\ngroups: [{machines: [a]}]\n").column()).isEqualTo(7);
        assertThat(only("plan: " + "x".repeat(64) + "\ngroups: [{machines: [a]}]\n").message())
                .contains("64");
    }

    @Test
    void garbage_of_every_kind_is_refused_and_nothing_else_happens() {
        for (String text :
                List.of(
                        "\t",
                        "{",
                        "!!",
                        "&a *a",
                        "a: &a [*a]",
                        "--- x\n--- y",
                        "plan: [CRM]",
                        "plan: CRM\ngroups: 7",
                        "plan: CRM\ngroups: [[]]",
                        "? a\n: b",
                        "plan: CRM\ngroups:\n  - machines: {a: b}",
                        "\u0000",
                        "%YAML 9.9\n---\na")) {
            assertThat(mistakes(text)).as(text).isNotEmpty();
        }
    }
}
