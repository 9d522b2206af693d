package io.continuo.server.rules;

import io.continuo.api.machine.Action;
import io.continuo.api.machine.RefusalReason;
import io.continuo.api.machine.RoleState;

import java.util.List;
import java.util.Optional;

/**
 * What a role state says to some actions.
 *
 * @param refusal why they are refused; empty if they are not
 */
public record RoleRow(RoleState role, Optional<RefusalReason> refusal, List<Action> actions) {
    public RoleRow {
        actions = List.copyOf(actions);
    }
}
