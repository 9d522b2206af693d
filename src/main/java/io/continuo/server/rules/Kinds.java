package io.continuo.server.rules;

import static io.continuo.api.machine.Action.PLANNED_FAILOVER;
import static io.continuo.api.machine.Action.TEST_FAILOVER;
import static io.continuo.api.machine.Action.UNPLANNED_FAILOVER;

import io.continuo.api.machine.Action;

import java.util.List;

/** Which kinds of failover there are in one direction (DOMAIN.md: operations by scenario). */
public enum Kinds {
    ALL("test, planned, unplanned", TEST_FAILOVER, PLANNED_FAILOVER, UNPLANNED_FAILOVER),
    NOT_PLANNED("test, unplanned; **no planned**", TEST_FAILOVER, UNPLANNED_FAILOVER),
    PLANNED_ONLY("planned only", PLANNED_FAILOVER),
    UNPLANNED_ONLY("unplanned only", UNPLANNED_FAILOVER),
    NONE("none");

    private final String words;
    private final List<Action> actions;

    Kinds(String words, Action... actions) {
        this.words = words;
        this.actions = List.of(actions);
    }

    public String words() {
        return words;
    }

    public boolean include(Action kind) {
        return actions.contains(kind);
    }
}
