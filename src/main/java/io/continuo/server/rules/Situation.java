package io.continuo.server.rules;

import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.RoleState;
import io.continuo.api.machine.Scenario;
import io.continuo.server.domain.Phase;

/**
 * All that decides what is legal.
 *
 * @param machine its name
 * @param points whether it has a recovery point
 * @param member whether it is asked for one member of a replication group, and not for the group
 * @param landing where a failback is to go
 */
public record Situation(
        String machine,
        Scenario scenario,
        Direction direction,
        DataState dataState,
        RoleState roleState,
        Phase phase,
        boolean points,
        boolean member,
        Landing landing) {
    /** Of a machine by itself, before anybody said where a failback is to go. */
    public Situation(
            String machine,
            Scenario scenario,
            Direction direction,
            DataState dataState,
            RoleState roleState,
            Phase phase,
            boolean points) {
        this(
                machine,
                scenario,
                direction,
                dataState,
                roleState,
                phase,
                points,
                false,
                Landing.UNSAID);
    }

    /** The same for its whole group. */
    public Situation whole() {
        return new Situation(
                machine, scenario, direction, dataState, roleState, phase, points, false, landing);
    }

    /** The same with a failback to another place. */
    public Situation to(Landing place) {
        return new Situation(
                machine, scenario, direction, dataState, roleState, phase, points, member, place);
    }
}
