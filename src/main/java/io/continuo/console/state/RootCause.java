package io.continuo.console.state;

import io.continuo.api.machine.Health;
import io.continuo.api.topology.LinkView;
import io.continuo.api.topology.ServerView;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that is wrong, with the machines behind it: a cut line is one cause, however many
 * machines it holds up (DOMAIN.md: health).
 *
 * @param health how bad: its own or that of the worst machine behind it
 * @param code of the rule, such as {@code RPO_OVER_LIMIT}
 * @param message the server's sentence
 * @param correction what to do; may be empty
 * @param server what it is about, if a server
 * @param line what it is about, if a line between two servers
 * @param machines the machines behind it, worst first
 */
public record RootCause(
        Health health,
        String code,
        String message,
        String correction,
        Optional<ServerView> server,
        Optional<Line> line,
        List<MachineRow> machines) {
    public RootCause {
        machines = List.copyOf(machines);
    }

    /** A line with the names of its ends. */
    public record Line(LinkView link, String from, String to) {}

    /** Everything that is wrong now, worst first. */
    public static List<RootCause> of(ConsoleState state) {
        return new RootCauses(state).all();
    }

    /** Whether it is about machines alone, with no server or line as its cause. */
    public boolean ofMachinesOnly() {
        return server.isEmpty() && line.isEmpty();
    }

    /** How many of the machines behind it are in each state. */
    public Map<Health, Integer> machinesByHealth() {
        Map<Health, Integer> counts = new EnumMap<>(Health.class);
        machines.forEach(row -> counts.merge(row.health(), 1, Integer::sum));
        return counts;
    }
}
