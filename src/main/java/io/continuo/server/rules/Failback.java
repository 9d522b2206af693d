package io.continuo.server.rules;

import static io.continuo.api.machine.Action.PLANNED_FAILOVER;
import static io.continuo.api.machine.Action.UNPLANNED_FAILOVER;

import io.continuo.api.machine.Action;

import java.util.Optional;

/** The way back (DOMAIN.md: operations by scenario, "failback"). */
public enum Failback {
    UNPLANNED_FROM_AZURE(
            "reprotect, then unplanned from Azure, commit, enable again;"
                    + " to the original location delta only, elsewhere full",
            UNPLANNED_FAILOVER),
    PLANNED_SYNC_OR_FULL(
            "planned only: *sync first* (least downtime) or *full download*, then commit",
            PLANNED_FAILOVER),
    REVERSE_AND_PLANNED(
            "reverse replicate, then planned back, then reverse again", PLANNED_FAILOVER),
    PLANNED("planned", PLANNED_FAILOVER),
    REVERSE_AND_FAILOVER("reverse, then failover back", PLANNED_FAILOVER),
    NONE("**none**", null);

    private final String words;
    private final Optional<Action> kind;

    Failback(String words, Action kind) {
        this.words = words;
        this.kind = Optional.ofNullable(kind);
    }

    public String words() {
        return words;
    }

    /** The kind of failover that it is. */
    public Optional<Action> kind() {
        return kind;
    }
}
