package io.continuo.api.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import java.util.List;

/** What a plan does before or after a group besides starting machines. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PlanStep.Script.class, name = "script"),
    @JsonSubTypes.Type(value = PlanStep.Manual.class, name = "manual")
})
public sealed interface PlanStep {
    String name();

    /** The kinds of run it belongs to. */
    List<PlanRunKind> runs();

    /**
     * A program on the configuration server's host.
     *
     * @param command absolute path
     * @param timeoutSeconds it is killed with its children after this
     */
    record Script(
            String name,
            String command,
            List<String> arguments,
            long timeoutSeconds,
            List<PlanRunKind> runs)
            implements PlanStep {
        public Script {
            arguments = List.copyOf(arguments);
            runs = List.copyOf(runs);
        }
    }

    /**
     * Something a person does or looks at; the plan waits.
     *
     * @param name what to do, one line
     * @param how how, and what counts as right; may be empty
     * @param delegate who is asked
     * @param escalation who is told when nobody answers
     * @param deadlineSeconds the plan waits no longer than this
     * @param escalateAfterSeconds {@code escalation} is told after this; at most the deadline
     * @param atDeadline what happens without an answer
     */
    record Manual(
            String name,
            String how,
            String delegate,
            String escalation,
            long deadlineSeconds,
            long escalateAfterSeconds,
            AtDeadline atDeadline,
            List<PlanRunKind> runs)
            implements PlanStep {
        public Manual {
            runs = List.copyOf(runs);
        }
    }
}
