package io.continuo.server.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The difference between two versions, in words people can check. */
class PlanDiffTest {
    private static final String BEFORE =
            """
            plan: CRM
            groups:
              - name: Databases
                machines: [db-01, db-02]
                after:
                  - {script: warm, command: /x/warm, timeout: 5m}
              - name: Front
                machines: [web-01]
            """;

    private static List<String> difference(String after) {
        return PlanDiff.between(
                        PlanReader.read(BEFORE).plan().orElseThrow(),
                        PlanReader.read(after).plan().orElseThrow())
                .stream()
                .map(change -> change.kind() + ": " + change.what() + " " + change.how())
                .toList();
    }

    @Test
    void the_same_in_other_words_is_no_difference() {
        assertThat(difference("# hello\n" + BEFORE.replace("[web-01]", "\n      - web-01")))
                .isEmpty();
    }

    @Test
    void machines_that_come_go_and_move_are_named() {
        assertThat(
                        difference(
                                BEFORE.replace("[db-01, db-02]", "[db-01, db-03]")
                                        .replace("[web-01]", "[web-01, db-02]")))
                .containsExactly(
                        "ADDED: machine db-03 is new, in group 1",
                        "MOVED: machine db-02 starts in group 2 instead of group 1");
        assertThat(difference(BEFORE.replace("[db-01, db-02]", "[db-01]")))
                .containsExactly("REMOVED: machine db-02 is gone from group 1");
    }

    @Test
    void steps_that_change_say_how() {
        assertThat(difference(BEFORE.replace("5m", "10m")))
                .containsExactly("CHANGED: script warm may take 10 min instead of 5 min");
        assertThat(difference(BEFORE.replace("/x/warm", "/y/warm")))
                .containsExactly("CHANGED: script warm runs /y/warm instead of /x/warm");
        assertThat(difference(BEFORE.replace("after:", "before:")))
                .containsExactly("MOVED: script warm runs before group 1 instead of after group 1");
    }

    @Test
    void groups_are_told_by_their_names() {
        assertThat(difference(BEFORE.replace("Front", "Web") + "  - machines: [lb-01]\n"))
                .containsExactly(
                        "CHANGED: group 2 is Web instead of Front",
                        "ADDED: group 3 is new: Group 3",
                        "ADDED: machine lb-01 is new, in group 3");
    }
}
